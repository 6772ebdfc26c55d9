import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { applyOperations } from '../../../src-main/station/commands/apply-operation.ts'
import { apply, type StationEnv } from '../../../src-main/station/commands/apply.ts'
import { commandOf } from '../../../src-main/station/commands/registry.ts'
import { visible } from '../../../src-main/station/http/sync-server.ts'
import { withinBytes } from '../../../src-main/station/http/within-bytes.ts'
import { eraseDue } from '../../../src-main/station/retention/erase-due.ts'
import { makeRetention } from '../../../src-main/station/retention/retention.ts'
import { openPageFile } from '../../../src-main/station/store/sqlite/salvage/page-file.ts'
import { openSqliteStore } from '../../../src-main/station/store/sqlite/sqlite-store.ts'
import type { Doc, Operation } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { event, MORNING, person, registrationId, TENANT, VENUE } from '../desk/make-desk-site.ts'
import { jpeg, png } from '../desk/images.ts'

/** Headquarters and two desks, each with a file whose pages can be read without SQLite. */
const MORNING_AT = '2026-11-23T16:30:00.000Z'
const THE_DAY = '2026-12-23T20:00:00.000Z'
const FACE = 'this-is-a-face-'
/** As base64 has it, wherever in the repetition it begins. */
const MARK = Buffer.from(FACE.repeat(4)).toString('base64').slice(4, 60)

interface Machine {
  env: StationEnv
  clock: { at: string }
  run: (command: string, input: Doc) => ReturnType<typeof apply>
  list: (collection: Collection) => Promise<Doc[]>
  /** How often the photo's bytes are in the file and its log, free pages included. */
  found: () => number
}

function machine(name: string, authority: boolean): Machine {
  const file = join(tempFolder(), `${name}.db`)
  const key = randomBytes(32).toString('hex')
  const store = openSqliteStore({ file, key, resources: resourceOf })
  onTestFinished(() => store.close())
  const clock = { at: MORNING_AT }
  const env: StationEnv = { store, now: () => clock.at, newId: randomUUID, isAuthority: () => authority }
  return {
    env, clock,
    run: (command, input) => apply(env, { command: commandOf(command)!, input, tenant: TENANT, actor: { id: name, name, scope: 'write' } }),
    list: async (collection) => (await store.query({ tenant: TENANT, collection, where: [], limit: 100 })).map(({ text }) => JSON.parse(text) as Doc),
    found() {
      const pages = openPageFile(file, key, { broken: true })
      let times = 0
      for (let page = 1; page <= pages.stored + pages.wal.frames.length; page++) if (pages.page(page).content?.includes(MARK)) times++
      pages.close()
      return times
    },
  }
}

async function world() {
  const hq = machine('hq', true)
  const docs = [['venues', { id: VENUE, name: 'Burnaby' }] as const, event(MORNING, '2026-11-23T17:00:00Z'), ...person(1, MORNING, 'Zoë', 'Ó Briain'), ...person(2, MORNING, 'D', "D'Arcy")]
  await hq.env.store.importLines(docs.map(([collection, doc]) => ({ key: { tenant: TENANT, collection, id: String(doc.id) }, doc, site: collection.startsWith('booking') ? VENUE : null })), MORNING_AT)
  const [left, right] = [machine('left', false), machine('right', false)]
  const pull = async ({ env: { store } }: Machine) => {
    for (;;) {
      const page = withinBytes(await hq.env.store.changes(TENANT, VENUE, store.outbox.cursor(), 500), 60_000)
      store.outbox.pull(TENANT, page)
      if (page.upTo >= page.last) return
    }
  }
  const push = async ({ env: { store } }: Machine, change = (operation: Operation) => operation) => {
    const operations = store.outbox.queued(100)
    const outcomes = await applyOperations({ env: hq.env, commandOf, access: { tenant: TENANT, scope: 'write', site: VENUE } }, operations.map(change))
    const results = outcomes.map((outcome) => {
      if (outcome.kind !== 'result') throw new Error(JSON.stringify(outcome))
      return outcome.result
    })
    store.outbox.settle(results.map((result, i) => ({ operation: operations[i]!, result })))
    return results
  }
  const sync = async (desk: Machine) => {
    const results = await push(desk)
    await pull(desk)
    return results
  }
  await pull(left)
  await pull(right)
  return { hq, left, right, pull, push, sync }
}

const photo = (n: number) => ({ registration: registrationId(n), Kind: 'photo', MediaType: 'image/jpeg', Data: jpeg(FACE) })

describe('a photo that was taken at one desk', () => {
  it('is the same at headquarters and at the other desk, in a page of its own size, after what was written before it', async () => {
    const { hq, left, right, sync } = await world()
    await left.run('check-in', { registration: registrationId(1), Seat: '7' })
    await left.run('keep-attachment', photo(1))
    await left.run('keep-attachment', { ...photo(1), Kind: 'signature', MediaType: 'image/png', Data: png('ink') })
    await left.run('check-in', { registration: registrationId(2), Seat: '8' })
    expect((await sync(left)).map(({ state }) => state)).toEqual(['applied', 'applied', 'applied', 'applied'])
    await sync(right)
    const [mine, theirs, stored] = await Promise.all([left.list('attachments'), right.list('attachments'), hq.list('attachments')])
    expect(stored).toHaveLength(2)
    expect(mine).toEqual(stored)
    expect(theirs).toEqual(stored)
    expect(stored.find(({ Kind }) => Kind === 'photo')).toMatchObject({ Data: jpeg(FACE), TakenBy: 'left', KeepUntil: THE_DAY, RegistrationIdentifier: registrationId(1) })
    // Whoever may only read the feed gets no faces.
    const { changes } = await hq.env.store.changes(TENANT, VENUE, 0, 500)
    const photosFor = (scope: 'read' | 'write') => visible({ tenant: TENANT, site: VENUE, session: false, actor: { id: 'key', name: 'key', scope } }, changes).filter(({ collection }) => collection === 'attachments').length
    expect([photosFor('read'), photosFor('write')]).toEqual([0, 2])
    // A card of conflicts would have no use for the bytes.
    expect(JSON.stringify(left.env.store.outbox.history(10).map(({ operation }) => operation.wrote))).not.toContain(MARK)
  })

  it('is gone everywhere when its day has come: the record, the journal, and the pages of every file; the audit log says so', async () => {
    const { hq, left, right, pull, sync } = await world()
    await left.run('keep-attachment', photo(1))
    await left.run('keep-attachment', photo(2))
    await sync(left)
    await sync(right)
    // Rewriting what is there must not leave a copy behind.
    await hq.run('check-in', { registration: registrationId(1) })
    for (const one of [hq, left, right]) expect(one.found()).toBeGreaterThan(0)

    hq.clock.at = '2026-12-23T19:59:59.000Z'
    expect(await eraseDue(hq.env)).toEqual({ erased: 0, more: false })
    hq.clock.at = THE_DAY
    const retention = makeRetention(hq.env, (line) => { throw new Error(line) })
    expect(await retention.run()).toBe(2)
    await retention.stop()
    expect(await hq.list('attachments')).toEqual([])
    expect(hq.found()).toBe(0)

    for (const desk of [left, right]) {
      await pull(desk)
      expect(await desk.list('attachments')).toEqual([])
      const there = makeRetention(desk.env, (line) => { throw new Error(line) })
      await there.run()
      await there.stop()
      expect(desk.env.store.outbox.forgetErased()).toBe(0)
      await desk.env.store.scrub()
      expect(desk.found()).toBe(0)
    }
    const report = await hq.env.store.verify()
    expect(report.problems).toEqual([])
    const key = { tenant: TENANT, collection: 'attachments' as const, id: String((left.env.store.outbox.history(1)[0]!.operation.ids)[0]) }
    expect(await hq.env.store.tombstone(key)).toMatchObject({ kind: 'deleted', by: 'retention', at: THE_DAY })
  })

  it('that headquarters refused keeps its bytes at the desk, so that it can be sent again', async () => {
    const { left, push, pull } = await world()
    await left.run('keep-attachment', photo(1))
    const [result] = await push(left, (operation) => ({ ...operation, input: { ...(operation.input as Doc), MediaType: 'image/png' } }))
    expect(result).toMatchObject({ state: 'rejected', status: 400 })
    await pull(left)
    expect(await left.list('attachments')).toEqual([])
    expect(left.env.store.outbox.forgetErased()).toBe(0)
    const [card] = left.env.store.outbox.conflicts()
    expect(card).toMatchObject({ kind: 'rejected', mine: { Kind: 'photo', Data: null } })
    expect((card!.operation.input as Doc).Data).toBe(jpeg(FACE))
  })

  it('whose day came before headquarters lost it is not brought back', async () => {
    const { hq, left, sync } = await world()
    await left.run('keep-attachment', photo(1))
    // As the journal has it afterwards.
    expect((await sync(left))[0]!.state).toBe('applied')
    const { operation } = left.env.store.outbox.history(1)[0]!
    const again = { ...operation, epoch: 'another', n: 1, input: { ...(operation.input as Doc), Data: '' } }
    const [outcome] = await applyOperations({ env: hq.env, commandOf, access: { tenant: TENANT, scope: 'write', site: VENUE } }, [again])
    expect(outcome).toMatchObject({ kind: 'result', result: { state: 'applied', conflicts: [] } })
    expect(await hq.list('attachments')).toHaveLength(1)
  })

  it('erased at two desks at once is erased once, and nobody is asked', async () => {
    const { hq, left, right, sync } = await world()
    await left.run('keep-attachment', photo(1))
    await sync(left)
    await sync(right)
    const [{ id } = { id: '' }] = await hq.list('attachments')
    for (const desk of [left, right]) expect(await desk.run('erase-attachment', { attachment: id, Reason: 'Wrong person' })).toMatchObject({ status: 200 })
    for (const desk of [left, right]) expect((await sync(desk)).map(({ state }) => state)).toEqual(['applied'])
    expect([await hq.list('attachments'), right.env.store.outbox.conflicts()]).toEqual([[], []])
  })
})

describe('a venue’s settings and lockers', () => {
  it('reach its desks; one locker that two desks gave to two people stands at both', async () => {
    const { hq, left, right, sync } = await world()
    const settings = { venue: VENUE, IdentitySteps: [], SheetsAtCheckIn: 2, KeepAttachmentsDays: 5 }
    await left.run('set-desk-settings', settings)
    await left.run('assign-locker', { registration: registrationId(1), Locker: '12' })
    await right.run('assign-locker', { registration: registrationId(2), Locker: '12' })
    expect((await sync(left)).map(({ state }) => state)).toEqual(['applied', 'applied'])
    expect((await sync(right)).map(({ state }) => state)).toEqual(['applied'])
    expect(await right.list('deskSettings')).toEqual(await hq.list('deskSettings'))
    expect((await hq.env.store.get({ tenant: TENANT, collection: 'deskSettings', id: VENUE }))?.site).toBe(VENUE)
    expect((await right.list('bookingRegistrations')).map(({ Locker }) => Locker)).toEqual(['12', '12'])
  })
})
