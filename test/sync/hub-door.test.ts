/** What a hub answers over HTTP: headquarters' feed byte for byte, and nothing beyond the asker's scope. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FeedPage } from '../../src-shared/protocol.ts'
import type { RelayEntry } from '../../src-main/station/store/outbox.ts'
import type { Operation } from '../../src-main/station/store/store.ts'
import { makeStation, TENANT, type TestStation } from '../support/make-station.ts'
import { tempFolder } from '../support/temp-folder.ts'

const SITE = 'facility-1'
const record = (id: string, more: object = {}) => ({ id, exam_id: 'exam-1', exam_offering_id: 'offering-1', student_id: 'contact-1', date: '2026-11-22', sys_version: 1, testing_facility_id: SITE, notes: 'as imported', ...more })

let hq: TestStation
let hub: TestStation

beforeEach(async () => {
  hq = await makeStation({ deps: { role: 'hq' } })
  await hq.seed('testingFacilities', [{ id: 'elsewhere' }])
  await hq.seed('examRegistrations', [record('Ó'), record('r2'), record('r3'), record('r4', { testing_facility_id: 'elsewhere' })])
  hub = await makeStation({ folder: tempFolder(), deps: { role: 'station', hub: true } })
  hub.deps.env.isAuthority = () => false
})
afterEach(async () => {
  await hub.close()
  await hq.close()
})

const feed = async (of: TestStation, query = `since=0&limit=2000&site=${SITE}`) => (await of.call('GET', `/sync/changes?${query}`)).body as FeedPage

/** Headquarters' feed, but for its run, of which a hub does not speak. */
async function central(): Promise<Omit<FeedPage, 'run'>> {
  const { run: _run, ...page } = await feed(hq)
  return page
}

/** The hub reads everything from headquarters. */
async function read(): Promise<void> {
  const { store } = hub
  const hello = (await hq.call('GET', '/sync/hello?node=x')).body
  if (store.outbox.state().serverEpoch === null) {
    for (const [name, value] of Object.entries({ sync_server: hello.server_node, sync_tenant: TENANT, sync_site: SITE })) store.meta.set(name, value)
    store.outbox.beginEpoch(TENANT, hello.epoch, {})
  }
  store.outbox.pull(TENANT, await feed(hq, `since=${store.outbox.cursor()}&limit=2000&site=${SITE}`))
}

function operation(n: number, more: Partial<Operation> = {}): Operation {
  return {
    node: 'desk', epoch: 'e-desk', n, tenant: TENANT, command: 'update-record', input: { collection: 'examRegistrations', id: 'Ó', changes: { notes: `n${n}` } },
    actor: { id: 'amara', name: 'Amara', scope: 'write' }, at: '2026-11-22T16:00:00.000Z', ids: [],
    saw: { 'examRegistrations/Ó': { notes: 'as imported' } }, wrote: { 'examRegistrations/Ó': { notes: `n${n}` } }, ...more,
  }
}

const effect = (fields: Record<string, unknown>, collection = 'examRegistrations', id = 'Ó'): RelayEntry['effects'] => [{ key: { tenant: TENANT, collection: collection as 'users', id }, change: { kind: 'set', fields } }]

const push = async (entries: { operation: Operation; effects: RelayEntry['effects'] }[], key = hub.writeKey) =>
  hub.call('POST', `/sync/push?site=${SITE}`, { key, body: { protocol: 1, node: 'desk', server_epoch: hub.store.outbox.state().serverEpoch ?? 'none', operations: entries.map((entry) => entry.operation), effects: entries.map(({ effects }) => effects), settled: {} } })

const shown = async (id: string) => JSON.parse((await hub.store.get({ tenant: TENANT, collection: 'examRegistrations', id }))!.text) as Record<string, unknown>

describe('the feed of a hub', () => {
  it('is headquarters\', byte for byte, also under writes that wait, and with what is gone', async () => {
    await read()
    expect(await feed(hub)).toEqual(await central())
    await push([{ operation: operation(1), effects: effect({ notes: 'not final' }) }])
    expect((await shown('Ó')).notes).toBe('not final')
    expect(await feed(hub)).toEqual(await central())
    await hq.call('DELETE', `/examRegistrations/${TENANT}/r2`)
    await hq.call('PATCH', `/examRegistrations/${TENANT}/r3`, { body: { patch_directives: [{ op: 'add', path: '/testing_facility_id', value: 'elsewhere' }] } })
    await read()
    expect(await feed(hub)).toEqual(await central())
    const { cursor } = hub.store.outbox.state()
    expect(await feed(hub, `since=${cursor + 5}&site=${SITE}`)).toMatchObject({ changes: [], upTo: cursor + 5, last: cursor + 5 })
  })

  it('waits until the hub has everything', async () => {
    for (const path of [`/sync/hello?node=desk&site=${SITE}`, `/sync/changes?since=0&site=${SITE}`, `/sync/relay?since=0&site=${SITE}`, `/sync/first?date=2026-11-22&site=${SITE}`]) {
      const { status, headers } = await hub.call('GET', path)
      expect([status, headers['retry-after']], path).toEqual([503, '2'])
    }
    expect((await push([])).status).toBe(503)
    await read()
    expect((await hub.call('GET', `/sync/hello?node=desk&site=${SITE}`)).body).toMatchObject({ epoch: (await feed(hq)).epoch, last: hub.store.outbox.cursor(), hub: { node: hub.store.outbox.state().node } })
  })

  it('is that of its own site, for its own tenant, with a key', async () => {
    await read()
    const statusOf = async (query: string, key: string | null = hub.writeKey) => (await hub.call('GET', `/sync/changes?${query}`, { key })).status
    expect(await Promise.all([statusOf('since=0&site=elsewhere'), statusOf('since=0'), statusOf(`since=0&site=${SITE}`, hub.foreignKey), statusOf(`since=0&site=${SITE}`, null)])).toEqual([403, 403, 403, 401])
  })
})

describe('a push through a hub', () => {
  it('is kept once, in order; a gap and a number that another write has are said', async () => {
    await read()
    const one = { operation: operation(1), effects: effect({ notes: 'n1' }) }
    expect((await push([one])).body.results).toEqual([{ epoch: 'e-desk', n: 1 }])
    expect((await push([one])).body.results).toEqual([{ epoch: 'e-desk', n: 1 }])
    expect((await push([{ operation: operation(3), effects: [] }])).body).toMatchObject({ results: [], gap: { epoch: 'e-desk', n: 3, last: 1 } })
    expect((await push([{ operation: operation(1, { at: '2026-11-22T17:00:00.000Z' }), effects: [] }])).body).toMatchObject({ results: [], contested: { epoch: 'e-desk', n: 1 } })
    expect([hub.store.outbox.state().pending, hub.store.outbox.unsent(5, null).map((entry) => entry.operation)]).toEqual([1, [operation(1)]])
    const { entries } = (await hub.call('GET', `/sync/relay?since=0&site=${SITE}&node=desk`)).body
    expect(entries).toMatchObject([{ node: 'desk', epoch: 'e-desk', n: 1, effects: effect({ notes: 'n1' }) }])
  })

  it('gives nobody a key or a user, and no write key the scope of the hub\'s', async () => {
    await read()
    await hub.store.importLines([{ key: { tenant: TENANT, collection: 'users', id: 'u' }, doc: { id: 'u', role: 'proctor' }, site: null }], hub.deps.env.now())
    const key = { operation: operation(1, { actor: { id: 'x', name: 'x', scope: 'admin' } }), effects: [{ key: { tenant: TENANT, collection: 'apiKeys' as const, id: 'k' }, change: { kind: 'create' as const, doc: { id: 'k', hash: 'h', scope: 'admin' }, site: null } }, ...effect({ role: 'admin' }, 'users', 'u')] }
    await push([key])
    expect(await hub.store.get({ tenant: TENANT, collection: 'apiKeys', id: 'k' })).toBeUndefined()
    expect((await hub.store.get({ tenant: TENANT, collection: 'users', id: 'u' }))?.text).not.toContain('admin')
    expect(hub.store.outbox.unsent(5, null)).toMatchObject([{ bound: 'write' }])
    expect((await push([{ operation: operation(2, { tenant: 'other' }), effects: [] }])).status).toBe(403)
  })

  it('at headquarters, a bound keeps a write key\'s write from what only an administrator may do', async () => {
    await hq.seed('examRegistrations', [record('locked', { sys_locked: true })])
    const server_epoch = (await feed(hq)).epoch
    const unlock = (n: number) => operation(n, { input: { collection: 'examRegistrations', id: 'locked', changes: { sys_locked: false } }, actor: { id: 'x', name: 'x', scope: 'admin' }, saw: {}, wrote: {} })
    const { body } = await hq.call('POST', '/sync/push', { key: hq.adminKey, body: { protocol: 1, node: 'hub', server_epoch, operations: [unlock(1), unlock(2)], bounds: ['write', 'admin'] } })
    expect(body.results).toMatchObject([{ n: 1, result: { state: 'rejected', status: 403 } }, { n: 2, result: { state: 'applied' } }])
  })
})
