import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../src-main/station/store/sqlite/database.ts'
import { openSqliteStore } from '../../../src-main/station/store/sqlite/sqlite-store.ts'
import type { Change, Doc, Query, Store, Where } from '../../../src-main/station/store/store.ts'
import type { FeedPage } from '../../../src-shared/protocol.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { makeExchange } from '../../../src-main/station/sync/exchange.ts'
import type { Upstream } from '../../../src-main/station/sync/upstream.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const KEY = '5f'.repeat(32)
const TENANT = 'kelowna'
const TODAY = 'sitting-today'
const NAMES = ['Ana María Ó', 'Thị Hồng', "Niamh O'Brien", '민준', 'Li Wei', 'Zoë Ng', 'Amélie D’Artagnan']

const open = (file: string): Store => openSqliteStore({ file, key: KEY, resources: resourceOf })

function fresh(file = join(tempFolder(), 'hallpass.db')): Store {
  const store = open(file)
  onTestFinished(() => store.close())
  return store
}

/** Candidate i, in sittings of 40; the first sitting is today's. */
function candidate(i: number, more: Doc = {}): Change {
  const id = `r${String(i).padStart(5, '0')}`
  const doc = { id, EventIdentifier: i < 40 ? TODAY : `sitting-${Math.floor(i / 40)}`, Seat: String((i % 40) + 1), Learner: `l${i}`, LearnerName: `${NAMES[i % NAMES.length]} ${i}`, LearnerCode: `C-${i}`, ...more }
  return { seq: i + 1, collection: 'bookingRegistrations', id, site: null, doc: JSON.stringify(doc) }
}

const CHANGES = Array.from({ length: 1_300 }, (_, i) => candidate(i))
const ask = (where: readonly Where[], limit = 50): Query => ({ tenant: TENANT, collection: 'bookingRegistrations', where, limit })
const idsOf = async (found: Promise<{ id: string }[]>) => (await found).map(({ id }) => id)

const QUERIES: readonly Query[] = [
  ask([{ field: 'EventIdentifier', eq: 'sitting-20' }]),
  ask([{ field: 'EventIdentifier', eq: 'sitting-20' }, { field: 'Seat', eq: '7' }]),
  ask([{ field: 'LearnerCode', in: ['C-3', 'C-900', 'C-1299'] }]),
  ...['obrien', 'ó', 'ng', '민', 'hồng 12', 'artagnan 6', 'c-129'].map((contains) => ask([{ field: 'LearnerName', contains }])),
]

async function answersOf(store: Store): Promise<unknown[]> {
  const fields = await Promise.all(QUERIES.map((query) => idsOf(store.query(query))))
  const counts = await Promise.all(QUERIES.map(({ limit: _limit, ...query }) => store.count(query)))
  const words = await Promise.all(['thi hong', 'o', 'ng 9', "o'br", '민준', 'c-7', 'amelie'].map((text) => idsOf(store.search(ask([]), text))))
  return [fields, counts, words]
}

/** A station that has read today's sitting and the first thousand of the feed, and is not at its end. */
function inTheMiddle(store: Store): Store {
  store.outbox.beginEpoch(TENANT, 'first-life', {})
  store.outbox.preload(TENANT, CHANGES.slice(0, 40))
  for (const [from, to] of [[0, 600], [600, 1_200]] as const) store.outbox.pull(TENANT, { epoch: 'first-life', changes: CHANGES.slice(from, to), upTo: to, last: CHANGES.length })
  return store
}

/** A write of this desk that headquarters has not seen. */
async function checkIn(store: Store, id: string): Promise<void> {
  const key = { tenant: TENANT, collection: 'bookingRegistrations', id } as const
  const found = await store.get(key)
  if (!found) return
  const operation = { tenant: TENANT, command: 'check-in', input: {}, actor: { id: 'u1', name: 'Amara Diallo', scope: 'write' as const }, at: '2026-11-22T16:05:00.000Z', ids: [], saw: {}, wrote: {} }
  await store.commit({
    guards: [], puts: [{ key, doc: { ...(JSON.parse(found.text) as Doc), AttendanceStatus: 'Present' }, site: null }], deletes: [], touches: [],
    audit: { tenant: TENANT, actor: 'u1', at: operation.at, action: 'check-in', record: id },
    outbox: { operation, effects: [{ key, change: { kind: 'set', fields: { AttendanceStatus: 'Present' } } }] },
  })
}

async function toTheEnd(store: Store): Promise<void> {
  await store.outbox.completeFirstLoad()
  store.outbox.pull(TENANT, { epoch: 'first-life', changes: CHANGES.slice(1_200), upTo: CHANGES.length, last: CHANGES.length })
}

async function plain(): Promise<Store> {
  const store = fresh()
  await store.importLines(CHANGES.map(({ collection, id, site, doc }) => ({ key: { tenant: TENANT, collection, id }, doc: JSON.parse(String(doc)) as Doc, site })), '2026-11-22T16:00:00.000Z')
  return store
}

describe('a long first load', () => {
  it('leaves the sitting of the day to be found by its fields, and finds everything by id and by text, from the start', async () => {
    const store = inTheMiddle(fresh())
    expect(store.outbox.isFirstLoad()).toBe(true)
    expect(await idsOf(store.query(ask([{ field: 'EventIdentifier', eq: TODAY }])))).toEqual(CHANGES.slice(0, 40).map(({ id }) => id))
    expect(await idsOf(store.query(ask([{ field: 'EventIdentifier', eq: TODAY }, { field: 'Seat', eq: '14' }])))).toEqual(['r00013'])
    expect(await store.get({ tenant: TENANT, collection: 'bookingRegistrations', id: 'r01100' })).toBeDefined()
    const whole = await plain()
    for (const text of ['민준 1103', 'o', 'c-110', 'ng']) {
      const expected = (await idsOf(whole.search(ask([], 1_000), text))).filter((id) => id < 'r01200')
      expect(await idsOf(store.search(ask([], 1_000), text))).toEqual(expected)
    }
    expect(await store.count(ask([{ field: 'LearnerName', contains: 'hồng 11' }]))).toBe((await whole.count(ask([{ field: 'LearnerName', contains: 'hồng 11' }]))))
  })

  it('answers like a store that was filled row by row, before and after full-text search has caught up', async () => {
    const store = inTheMiddle(fresh())
    await toTheEnd(store)
    expect(store.outbox.isFirstLoad()).toBe(false)
    const expected = await answersOf(await plain())
    expect(await answersOf(store)).toEqual(expected)
    await expect.poll(() => store.meta.get('first_load'), { timeout: 20_000 }).toBeUndefined()
    expect(await answersOf(store)).toEqual(expected)
  })

  it('takes changes and deletions of what is not indexed yet', async () => {
    const store = inTheMiddle(fresh())
    const renamed = { ...candidate(900, { LearnerName: 'Guðrún Björk', EventIdentifier: 'moved' }), seq: 1_301 }
    const gone: Change = { ...candidate(901), seq: 1_302, doc: null }
    store.outbox.pull(TENANT, { epoch: 'first-life', changes: [renamed, gone], upTo: 1_200, last: 1_302 })
    await toTheEnd(store)
    const check = async () => {
      expect(await idsOf(store.query(ask([{ field: 'EventIdentifier', eq: 'moved' }])))).toEqual(['r00900'])
      expect(await idsOf(store.search(ask([]), 'gudrun'))).toEqual(['r00900'])
      expect(await idsOf(store.search(ask([]), 'c-901'))).toEqual([])
      expect(await idsOf(store.search(ask([]), `${NAMES[900 % NAMES.length]} 900`))).toEqual([])
    }
    await check()
    await expect.poll(() => store.meta.get('first_load'), { timeout: 20_000 }).toBeUndefined()
    await check()
    expect((await store.verify()).problems).toEqual([])
  })

  it('takes a page as if each of its changes had come alone: records that are there, that come twice, that go, that a write waits on (property)', async () => {
    // Mostly new records, in runs of hundreds, which go in together.
    const kinds = [[400, 'new'], [20, 'again'], [4, 'waited'], [20, 'other'], [1, 'gone']] as const
    const change = fc.record({ kind: fc.oneof(...kinds.map(([weight, kind]) => ({ weight, arbitrary: fc.constant(kind) }))), pick: fc.nat() })
    const sizes = { minLength: 620, maxLength: 900 }
    await fc.assert(fc.asyncProperty(fc.array(change, sizes), fc.nat(30), async (drawn, waiting) => {
      const changes = drawn.map(({ kind, pick }, i): Change => {
        const n = { new: i, waited: waiting, again: pick % (i + 1), gone: pick % (i + 1), other: 0 }[kind]
        const made = candidate(1_000 + n, { Seat: String(i) })
        if (kind === 'other') return { ...made, seq: i + 1, collection: 'contacts', id: `c${pick % 50}`, doc: JSON.stringify({ id: `c${pick % 50}`, name: `${NAMES[pick % NAMES.length]} ${i}` }) }
        return { ...made, seq: i + 1, ...(kind === 'gone' ? { doc: null } : {}) }
      })
      const readBy = async (size: number) => {
        const store = open(join(tempFolder(), 'hallpass.db'))
        store.outbox.beginEpoch(TENANT, 'first-life', {})
        store.outbox.pull(TENANT, { epoch: 'first-life', changes: changes.slice(0, 40), upTo: 40, last: 2_000 })
        await checkIn(store, candidate(1_000 + waiting).id)
        for (let at = 40; at < changes.length; at += size) store.outbox.pull(TENANT, { epoch: 'first-life', changes: changes.slice(at, at + size), upTo: Math.min(at + size, changes.length), last: 2_000 })
        const wasFirstLoad = store.outbox.isFirstLoad()
        await store.outbox.completeFirstLoad()
        const of = (collection: 'bookingRegistrations' | 'contacts') => store.query({ tenant: TENANT, collection, where: [], limit: 1_000 })
        const shown = [...(await of('bookingRegistrations')), ...(await of('contacts'))].map(({ id, seq, site, text }) => [id, seq, site, text])
        const seats = await Promise.all([50, 300, 600].map(async (i) => idsOf(store.query(ask([{ field: 'EventIdentifier', eq: `sitting-${Math.floor((1_000 + i) / 40)}` }])))))
        const found = [shown, seats, store.outbox.baseChanges(TENANT, 0, 2_000).changes, (await idsOf(store.search(ask([], 1_000), 'obrien')))]
        expect((await store.verify()).problems).toEqual([])
        await store.close()
        return { found, wasFirstLoad }
      }
      const alone = await readBy(20)
      const together = await readBy(900)
      expect(alone.wasFirstLoad).toBe(false)
      expect(together.wasFirstLoad).toBe(true)
      expect(together.found).toEqual(alone.found)
    }), { numRuns: 3 })
  })

  it('is completed when a file that was closed in its middle is opened', async () => {
    const file = join(tempFolder(), 'hallpass.db')
    await inTheMiddle(open(file)).close()
    const store = fresh(file)
    expect(store.outbox.isFirstLoad()).toBe(false)
    expect(await idsOf(store.query(ask([{ field: 'EventIdentifier', eq: 'sitting-20' }])))).toHaveLength(40)
    await toTheEnd(store)
    expect(await answersOf(store)).toEqual(await answersOf(await plain()))
  })

  it('is left to the process that serves the file, and what another writes meanwhile is found', async () => {
    const file = join(tempFolder(), 'hallpass.db')
    const serving = inTheMiddle(fresh(file))
    const beside = openSqliteStore({ file, key: KEY, resources: resourceOf, isBeside: true })
    expect(beside.outbox.isFirstLoad()).toBe(true)
    await beside.importLines([{ key: { tenant: TENANT, collection: 'bookingRegistrations', id: 'walk-in' }, doc: { id: 'walk-in', EventIdentifier: TODAY, LearnerName: 'Ingrid Ó Súilleabháin' }, site: null }], '2026-11-22T16:00:00.000Z')
    expect(await idsOf(beside.search(ask([]), 'ingrid'))).toEqual(['walk-in'])
    await beside.close()
    await toTheEnd(serving)
    await expect.poll(() => serving.meta.get('first_load'), { timeout: 20_000 }).toBeUndefined()
    expect(await idsOf(serving.search(ask([]), 'suilleabhain'))).toEqual(['walk-in'])
    expect(await idsOf(serving.query(ask([{ field: 'EventIdentifier', eq: TODAY }])))).toContain('walk-in')
    serving.outbox.pull(TENANT, { epoch: 'first-life', changes: [{ seq: 1_400, collection: 'bookingRegistrations', id: 'walk-in', site: null, doc: null }], upTo: 1_400, last: 1_400 })
    expect(await idsOf(serving.search(ask([]), 'ingrid'))).toEqual([])
    expect((await serving.verify()).problems).toEqual([])
  })

  it('makes the same indexes as a file that never had one', async () => {
    const file = join(tempFolder(), 'hallpass.db')
    const store = inTheMiddle(open(file))
    await toTheEnd(store)
    await store.close()
    const other = join(tempFolder(), 'hallpass.db')
    await open(other).close()
    const indexes = (name: string) => {
      const db = openDatabase(name, KEY)
      const rows = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name`).all()
      db.close()
      return rows
    }
    expect(indexes(file)).toEqual(indexes(other))
  })

  it('says that it has read to the end only when everything is found by its fields', async () => {
    const store = fresh()
    store.outbox.beginEpoch(TENANT, 'first-life', {})
    store.meta.set('sync_tenant', TENANT)
    const changes = async (since: number, limit: number): Promise<FeedPage> => {
      const page = CHANGES.filter(({ seq }) => seq > since).slice(0, limit)
      return { epoch: 'first-life', tenant: TENANT, changes: page, upTo: page.at(-1)?.seq ?? CHANGES.length, last: CHANGES.length }
    }
    const seen: [number, boolean][] = []
    const exchange = makeExchange({ store, upstream: { changes } as Upstream, site: null, sizes: { rows: 600, operations: 10 } })
    for (let all = false; !all; ) {
      all = await exchange.pullPage()
      seen.push([store.outbox.cursor(), store.outbox.isFirstLoad()])
    }
    expect(seen.at(-1)).toEqual([CHANGES.length, false])
    expect(seen.filter(([cursor, isLoading]) => cursor === CHANGES.length && isLoading)).toEqual([])
    expect(await answersOf(store)).toEqual(await answersOf(await plain()))
  })
})
