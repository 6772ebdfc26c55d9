/** What the engine does in each kind of trouble, one at a time, in the simulated world. */
import { describe, expect, it, onTestFinished } from 'vitest'
import type { TransportAnswer } from '../../src-main/station/sync/ports.ts'
import type { Doc, ImportLine } from '../../src-main/station/store/store.ts'
import { TENANT } from './ground.ts'
import { checkPromises } from './promises.ts'
import { DOCUMENTS } from './schedule.ts'
import type { SimStation } from './sim-station.ts'
import { makeWorld, type World } from './world.ts'

async function calmWorld(sites: (string | null)[] = ['N'], documents: readonly ImportLine[] = DOCUMENTS): Promise<World> {
  const world = await makeWorld({ seed: 7, sites, documents })
  onTestFinished(() => world.close())
  await world.time.advance(5_000)
  return world
}

const set = (world: World, at: SimStation | 'hq', id: string, field: string, word: string) =>
  world.write(at, 'update-record', { collection: 'examRegistrations', id, changes: { [field]: word } }, word)

async function docAt(at: { machine: { store: World['hq']['machine']['store'] } }, id: string): Promise<Doc | undefined> {
  const found = await at.machine.store.get({ tenant: TENANT, collection: 'examRegistrations', id })
  return found && (JSON.parse(found.text) as Doc)
}

/** Answers of something that is not this station's headquarters. */
const STRANGERS: [string, TransportAnswer, RegExp][] = [
  ['a web page', { status: 200, retryAfter: null, text: '<h1>Welcome to the hotel</h1>' }, /not as a Hallpass headquarters/],
  ['other JSON', { status: 200, retryAfter: null, text: '{"server":"something else"}' }, /not as a Hallpass headquarters/],
  ['a redirect', { status: 302, retryAfter: null, text: '' }, /not as a Hallpass headquarters/],
  ['a missing key', { status: 401, retryAfter: null, text: '{"detail":"This key is unknown or has been revoked."}' }, /refuses this station's key: This key is unknown/],
  ['another tenant', hello({ tenant: 'ontario' }), /tenant ontario, but this station belongs to bc/],
  ['another headquarters', hello({ server_node: 'not-the-one' }), /Another headquarters/],
  ['a newer protocol', hello({ protocol: { min: 2, max: 3 } }), /version 2 to 3 of the sync protocol and this station version 1/],
  ['a proxy in trouble', { status: 502, retryAfter: null, text: '<html>Bad gateway</html>' }, /cannot take it now: HTTP status 502/],
]

function hello(more: object): TransportAnswer {
  const whole = { server: 'hallpass', protocol: { min: 1, max: 1 }, server_node: 'x', tenant: TENANT, epoch: 'e', applied: {}, last: 0, now: '2026-11-22T16:00:00.000Z', ...more }
  return { status: 200, retryAfter: null, text: JSON.stringify(whole) }
}

describe('the line', () => {
  it('comes back within 30 seconds of its return, without a click or a next write', async () => {
    const world = await calmWorld()
    const [desk] = world.stations
    for (const seconds of [1, 7, 33, 95, 600]) {
      desk!.link.cut = 'both'
      await set(world, desk!, 'r0', 'notes', `w${seconds}`)
      await world.time.advance(seconds * 1_000)
      desk!.link.cut = 'none'
      await world.time.advance(30_000)
      expect(desk!.engine.status(), `after ${seconds} s`).toMatchObject({ online: true, pending: 0, lastError: null })
    }
  })

  it('that is dead is given up within 60 seconds, also where nothing is to be sent', async () => {
    const world = await calmWorld()
    const [desk] = world.stations
    expect(desk!.engine.status().online).toBe(true)
    desk!.link.cut = 'both'
    await world.time.advance(60_000)
    expect(desk!.engine.status()).toMatchObject({ online: false, lastError: expect.stringContaining('did not answer') })
  })

  it('hears of a write elsewhere at once', async () => {
    const world = await calmWorld()
    await set(world, 'hq', 'r0', 'notes', 'news')
    await world.time.advance(500)
    expect((await docAt(world.stations[0]!, 'r0'))?.notes).toBe('news')
  })

  it('hears of a write elsewhere at once also after the laptop\'s clock was put back by a day', async () => {
    const world = await calmWorld()
    const [desk] = world.stations
    world.crash(world.hq.machine)
    await world.time.advance(15_000)
    desk!.clock.skewMs = -86_400_000
    await world.restartHq()
    await world.time.advance(60_000)
    await set(world, 'hq', 'r0', 'notes', 'news')
    await world.time.advance(500)
    expect((await docAt(desk!, 'r0'))?.notes).toBe('news')
  })

  it('is tried again and again while headquarters is down, and says so in one sentence', async () => {
    const world = await calmWorld()
    const [desk] = world.stations
    world.crash(world.hq.machine)
    await set(world, desk!, 'r0', 'notes', 'kept')
    await world.time.advance(3_600_000)
    expect(desk!.engine.status()).toMatchObject({ online: false, pending: 1, lastError: 'Headquarters cannot be reached (connection refused).' })
    await world.restartHq()
    await world.time.advance(30_000)
    expect([desk!.engine.status().pending, (await docAt(world.hq, 'r0'))?.notes]).toEqual([0, 'kept'])
  })

  it('can be paused, also across a restart, and goes on after it', async () => {
    const world = await calmWorld()
    const [desk] = world.stations
    desk!.engine.pause()
    await set(world, desk!, 'r0', 'notes', 'later')
    world.crash(desk!.machine)
    world.restart(desk!)
    desk!.engine.now()
    await world.time.advance(600_000)
    expect(desk!.engine.status()).toMatchObject({ paused: true, online: false, pending: 1 })
    desk!.engine.resume()
    await world.time.advance(2_000)
    expect(desk!.engine.status()).toMatchObject({ paused: false, online: true, pending: 0 })
  })
})

describe('what answers in place of headquarters', () => {
  it.each(STRANGERS)('%s: one clear sentence, nothing changed, nothing lost', async (_name, answer, sentence) => {
    const world = await calmWorld()
    const [desk] = world.stations
    const real = desk!.link.transport.request
    await set(world, desk!, 'r0', 'notes', 'before')
    await world.time.advance(2_000)
    // The real one's name, so that only what each case is about differs.
    const serverNode = desk!.machine.store.meta.get('sync_server')
    desk!.link.transport.request = async () => ({ ...answer, text: answer.text.replace('"server_node":"x"', `"server_node":"${serverNode}"`) })
    await set(world, desk!, 'r0', 'notes', 'waits')
    const before = { ...desk!.machine.store.outbox.state(), view: await docAt(desk!, 'r0') }
    await world.time.advance(300_000)
    expect(desk!.engine.status()).toMatchObject({ online: false, pending: 1, lastError: expect.stringMatching(sentence) })
    expect({ ...desk!.machine.store.outbox.state(), view: await docAt(desk!, 'r0') }).toEqual(before)
    desk!.link.transport.request = real
    await world.time.advance(30_000)
    expect([desk!.engine.status().pending, (await docAt(world.hq, 'r0'))?.notes]).toEqual([0, 'waits'])
  })

  it('a page that is out of order or leads nowhere moves nothing', async () => {
    const world = await calmWorld()
    const [desk] = world.stations
    const real = desk!.link.transport.request
    await set(world, 'hq', 'r0', 'notes', 'news')
    const { cursor } = desk!.machine.store.outbox.state()
    for (const spoil of [{ upTo: 0 }, { upTo: 9_999 }, { changes: [{ seq: 1, collection: 'exams', id: 'e', site: null, doc: '{}' }] }, { tenant: 'ontario' }]) {
      desk!.link.transport.request = async (request) => {
        const answer = await real(request)
        return request.path.startsWith('/sync/changes') ? { ...answer, text: JSON.stringify({ ...(JSON.parse(answer.text) as object), ...spoil }) } : answer
      }
      desk!.engine.now()
      await world.time.advance(30_000)
      expect([desk!.machine.store.outbox.state().cursor, desk!.engine.status().online]).toEqual([cursor, false])
    }
  })
})

describe('restores and copies', () => {
  it.each([true, false])('headquarters from a backup (new epoch: %s): what stations wrote comes again, once', async (newEpoch) => {
    const world = await calmWorld(['N', null])
    const [desk, other] = world.stations
    await set(world, desk!, 'r0', 'notes', 'before the backup')
    await world.time.advance(5_000)
    const backup = world.hq.machine.snapshot()
    await set(world, desk!, 'r0', 'notes', 'after the backup')
    await set(world, other!, 'r3', 'first_name', 'Ana')
    await world.write(desk!, 'create-record', { collection: 'examRegistrations', doc: { exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', notes: 'made after the backup' } }, 'made')
    await set(world, 'hq', 'r1', 'notes', 'only ever at headquarters')
    await world.time.advance(20_000)
    expect([desk!.engine.status().pending, (await docAt(desk!, 'r1'))?.notes]).toEqual([0, 'only ever at headquarters'])
    world.restoreHq(backup, newEpoch)
    await world.quiesce()
    expect([(await docAt(world.hq, 'r0'))?.notes, (await docAt(world.hq, 'r3'))?.first_name, (await docAt(world.hq, 'r1'))?.notes]).toEqual(['after the backup', 'Ana', 'as imported'])
    const all = await world.hq.machine.store.query({ tenant: TENANT, collection: 'examRegistrations', where: [], limit: 100 })
    expect(all.filter(({ text }) => text.includes('made after the backup')).length).toBe(1)
    for (const station of world.stations) {
      const own = await station.machine.store.query({ tenant: TENANT, collection: 'examRegistrations', where: [], limit: 100 })
      expect(own.map(({ text }) => text)).toEqual(all.filter(({ site }) => station.site === null || site === null || site === station.site).map(({ text }) => text))
      expect(station.machine.store.outbox.conflicts()).toEqual([])
    }
  })

  it('a copied folder: both laptops\' writes arrive, each once', async () => {
    const world = await calmWorld()
    const [desk] = world.stations
    await set(world, desk!, 'r0', 'notes', 'before the copy')
    desk!.engine.pause()
    await set(world, desk!, 'r0', 'first_name', 'waiting at the copy')
    const twin = world.clone(desk!)
    await set(world, desk!, 'r0', 'last_name', 'of the one')
    await set(world, twin, 'r1', 'last_name', 'of the other')
    await set(world, twin, 'r1', 'first_name', 'of the other too')
    await world.quiesce()
    expect(await docAt(world.hq, 'r0')).toMatchObject({ notes: 'before the copy', first_name: 'waiting at the copy', last_name: 'of the one' })
    expect(await docAt(world.hq, 'r1')).toMatchObject({ last_name: 'of the other', first_name: 'of the other too' })
    expect((await docAt(world.hq, 'r0'))?.sys_version).toBe(4)
    expect((await docAt(world.hq, 'r1'))?.sys_version).toBe(3)
    expect(twin.machine.store.outbox.state().epoch).not.toBe(desk!.machine.store.outbox.state().epoch)
  })

  it('a laptop that is given another site reads anew, forgets the old one and sends what it still had', async () => {
    const world = await calmWorld(['N'])
    const [desk] = world.stations
    expect([await docAt(desk!, 'r0'), await docAt(desk!, 'r2')]).toEqual([expect.anything(), undefined])
    desk!.link.cut = 'both'
    await set(world, desk!, 'r3', 'notes', 'written before the move')
    world.crash(desk!.machine)
    desk!.site = 'S'
    desk!.link.cut = 'none'
    world.restart(desk!)
    await world.time.advance(30_000)
    // The key of the old site does not open the new one, and nothing is lost over it.
    expect(desk!.engine.status()).toMatchObject({ online: false, pending: 1, lastError: expect.stringContaining('This key is for the site N') })
    expect(await docAt(desk!, 'r0')).toBeDefined()
    desk!.identity.site = 'S'
    await world.quiesce()
    expect([await docAt(desk!, 'r0'), await docAt(desk!, 'r2')]).toEqual([undefined, expect.anything()])
    expect((await docAt(world.hq, 'r3'))?.notes).toBe('written before the move')
    await checkPromises(world)
  })
})

describe('the first read', () => {
  const MANY: ImportLine[] = Array.from({ length: 90 }, (_, i) => ({ key: { tenant: TENANT, collection: 'contacts', id: `c${i}` }, doc: { id: `c${i}`, name: `Candidate ${i}` }, site: null }))
  const TODAY: ImportLine[] = [
    { key: { tenant: TENANT, collection: 'bookingEvents', id: 'today' }, doc: { id: 'today', EventVenue: 'N', EventStart: '2026-11-22T18:00:00.000Z' }, site: 'N' },
    { key: { tenant: TENANT, collection: 'bookingRegistrations', id: 'b1' }, doc: { id: 'b1', EventIdentifier: 'today', Learner: 'c89' }, site: 'N' },
  ]

  it('has today\'s sittings long before the rest, and goes on after a restart where it was', async () => {
    const world = await makeWorld({ seed: 3, sites: ['N'], documents: [...DOCUMENTS, ...MANY, ...TODAY] })
    onTestFinished(() => world.close())
    const [desk] = world.stations
    await world.time.advance(700)
    const { cursor } = desk!.machine.store.outbox.state()
    expect(cursor).toBeGreaterThan(0)
    expect(cursor).toBeLessThan(80)
    const has = async (collection: 'bookingRegistrations' | 'contacts', id: string) => (await desk!.machine.store.get({ tenant: TENANT, collection, id })) !== undefined
    expect([await has('bookingRegistrations', 'b1'), await has('contacts', 'c89'), await has('contacts', 'c80')]).toEqual([true, true, false])
    world.crash(desk!.machine)
    world.restart(desk!)
    expect(desk!.machine.store.outbox.state().cursor).toBeGreaterThanOrEqual(cursor)
    await world.quiesce()
    await checkPromises(world)
  })
})

describe('a conflict', () => {
  async function conflicted(field = 'notes'): Promise<{ world: World; desk: SimStation; card: string }> {
    const world = await calmWorld()
    const [desk] = world.stations
    desk!.link.cut = 'both'
    await set(world, 'hq', 'r0', field, 'theirs')
    await set(world, desk!, 'r0', field, 'mine')
    desk!.link.cut = 'none'
    await world.time.advance(60_000)
    const cards = desk!.machine.store.outbox.conflicts()
    expect(cards).toMatchObject([{ kind: 'conflict', field, mine: 'mine', theirs: 'theirs', theirs_by: 'u-hq' }])
    return { world, desk: desk!, card: cards[0]!.id }
  }

  it('is settled for mine by a write of its own', async () => {
    const { world, desk, card } = await conflicted()
    await world.resolve(desk, card, 'mine')
    await world.time.advance(5_000)
    expect([(await docAt(world.hq, 'r0'))?.notes, desk.machine.store.outbox.conflicts()]).toEqual(['mine', []])
  })

  it('is settled for theirs by closing it', async () => {
    const { world, desk, card } = await conflicted()
    const last = await world.hq.machine.store.lastSeq()
    await world.resolve(desk, card, 'theirs')
    await world.time.advance(5_000)
    expect([(await docAt(world.hq, 'r0'))?.notes, desk.machine.store.outbox.conflicts(), await world.hq.machine.store.lastSeq()]).toEqual(['theirs', [], last])
  })

  it('comes again where a third value came after the card was made', async () => {
    const { world, desk, card } = await conflicted()
    await set(world, 'hq', 'r0', 'notes', 'a third value')
    await world.time.advance(5_000)
    await world.resolve(desk, card, 'mine')
    await world.time.advance(5_000)
    expect(desk.machine.store.outbox.conflicts()).toMatchObject([{ mine: 'mine', theirs: 'a third value' }])
    expect((await docAt(world.hq, 'r0'))?.notes).toBe('a third value')
  })

  it('of a rejected write is settled by making the write again once nothing stands against it', async () => {
    const world = await calmWorld([null])
    const [desk] = world.stations
    desk!.link.cut = 'both'
    await world.write('hq', 'update-record', { collection: 'examRegistrations', id: 'r0', changes: { sys_locked: true } }, 'lock')
    await set(world, desk!, 'r0', 'notes', 'refused')
    desk!.link.cut = 'none'
    await world.time.advance(60_000)
    const [card] = desk!.machine.store.outbox.conflicts()
    expect(card).toMatchObject({ kind: 'rejected', status: 403, message: expect.stringContaining('locked') })
    await world.resolve(desk!, card!.id, 'mine')
    expect(desk!.machine.store.outbox.conflicts().length).toBe(1)
    await world.write('hq', 'update-record', { collection: 'examRegistrations', id: 'r0', changes: { sys_locked: false } }, 'unlock')
    await world.time.advance(5_000)
    await world.resolve(desk!, card!.id, 'mine')
    await world.time.advance(5_000)
    expect([(await docAt(world.hq, 'r0'))?.notes, desk!.machine.store.outbox.conflicts()]).toEqual(['refused', []])
  })
})
