/** A site hub, one property at a time, in the simulated world. */
import { describe, expect, it } from 'vitest'
import { lineWords } from '../../src-main/station/sync-log/line-words.ts'
import type { Doc } from '../../src-main/station/store/store.ts'
import { checkHubPromises } from './hub-promises.ts'
import type { HubWorld } from './hub-world.ts'
import { hubWorld, REGISTRATION } from './open-hub-world.ts'

/** The internet is gone: nobody reaches headquarters. */
function offline(world: HubWorld, isCut = true): void {
  for (const name of world.nodes.keys()) if (name !== 'hq') world.cut('hq', name, isCut)
}

const checkIn = (world: HubWorld, at: string, Seat: string) => world.write(at, 'check-in', { registration: REGISTRATION, Seat, IdentityChecks: ['photo'] }, `${at} admits`)
const status = (world: HubWorld, name: string) => world.node(name).engine!.status()

describe('two desks with a hub and no internet', () => {
  it('see each other\'s check-ins within a second, and refuse a second admission with who, where and when', async () => {
    const world = await hubWorld()
    offline(world)
    expect(await checkIn(world, 'a', '14')).toMatchObject({ status: 200 })
    await world.time.advance(1_000)
    expect(await world.doc('b', 'bookingRegistrations', REGISTRATION)).toMatchObject({ AttendanceStatus: 'Present', Seat: '14' })
    expect(await world.doc('hub', 'bookingRegistrations', REGISTRATION)).toMatchObject({ AttendanceStatus: 'Present' })
    const second = (await checkIn(world, 'b', '15')) as { refused: string; detail: string }
    expect(second.refused).toBe('conflict')
    expect(second.detail).toMatch(/14/)
    expect(second.detail).toMatch(/Proctor a|u-a/)
    expect([status(world, 'a').pending, status(world, 'b').pending, world.node('hub').machine.peek.outbox.state().pending]).toEqual([1, 0, 1])
    offline(world, false)
    await world.quiesce()
    await checkHubPromises(world)
    expect(await world.doc('hq', 'bookingRegistrations', REGISTRATION)).toMatchObject({ AttendanceStatus: 'Present', Seat: '14' })
  })

  it('see what the hub\'s own desk writes, in the order of the hub', async () => {
    const world = await hubWorld()
    offline(world)
    await world.set('hub', 'r0', 'notes', 'of the hub')
    await world.time.advance(1_000)
    expect((await world.doc('a', 'examRegistrations', 'r0'))?.notes).toBe('of the hub')
    await world.set('a', 'r0', 'notes', 'of a after the hub')
    await world.time.advance(1_000)
    await world.set('b', 'r0', 'notes', 'of b after a')
    await world.time.advance(1_000)
    for (const name of ['hub', 'a', 'b']) expect((await world.doc(name, 'examRegistrations', 'r0'))?.notes, name).toBe('of b after a')
    offline(world, false)
    await world.quiesce()
    await checkHubPromises(world)
    expect((await world.doc('hq', 'examRegistrations', 'r0'))?.notes).toBe('of b after a')
    for (const name of ['hub', 'a', 'b']) expect(world.node(name).machine.peek.outbox.conflicts(), name).toEqual([])
  })

  it('a relayed write stays pending and is never shown as final', async () => {
    const world = await hubWorld()
    offline(world)
    await world.set('a', 'r0', 'notes', 'relayed')
    await world.time.advance(300_000)
    expect([status(world, 'a').pending, status(world, 'a').online]).toEqual([1, true])
    expect(lineWords({ ...status(world, 'a'), running: true, follows: true }, () => 'noon')).toEqual([
      'The line to the hub of this site is up since noon; it passes on what it can to headquarters.',
      '1 write waits for headquarters, the oldest since noon; it is with the hub, not yet at headquarters. It is stored on this disk.',
      'The hub takes it to headquarters when its own line is there.',
    ])
    expect(world.node('a').machine.peek.outbox.history(1).map(({ state }) => state)).toEqual(['relayed'])
    expect(world.node('a').machine.peek.outbox.unsent(10, null).map(({ operation }) => operation.n)).toEqual([1])
  })
})

describe('losing the hub', () => {
  it('for good: its stations bring everything to headquarters themselves, once', async () => {
    const world = await hubWorld()
    offline(world)
    for (const n of [1, 2, 3]) await world.set('a', 'r0', 'notes', `a${n}`)
    await world.set('b', 'r1', 'notes', 'b1')
    await world.time.advance(5_000)
    world.node('hub').machine.crashNow()
    offline(world, false)
    await world.time.advance(60_000)
    for (const name of ['a', 'b']) expect(status(world, name), name).toMatchObject({ online: true, pending: 0 })
    expect([(await world.doc('hq', 'examRegistrations', 'r0'))?.notes, (await world.doc('hq', 'examRegistrations', 'r1'))?.notes]).toEqual(['a3', 'b1'])
    await world.quiesce()
    await checkHubPromises(world)
  })

  it('another laptop in its place: it is sent everything again', async () => {
    const world = await hubWorld()
    offline(world)
    await world.set('a', 'r0', 'notes', 'a1')
    await world.time.advance(2_000)
    world.renew('hub')
    world.cut('hq', 'hub', false)
    await world.time.advance(90_000)
    expect([status(world, 'a').pending, (await world.doc('hq', 'examRegistrations', 'r0'))?.notes]).toEqual([0, 'a1'])
    await world.quiesce()
    await checkHubPromises(world)
  })

  it('its folder from an earlier copy: what it no longer has comes again', async () => {
    const world = await hubWorld()
    offline(world)
    await world.set('a', 'r0', 'notes', 'a1')
    await world.time.advance(2_000)
    const copy = world.node('hub').machine.snapshot()
    for (const n of [2, 3, 4]) await world.set('a', 'r0', 'notes', `a${n}`)
    await world.time.advance(2_000)
    world.restore('hub', copy, false)
    await world.time.advance(30_000)
    expect(world.node('hub').machine.peek.outbox.state().pending).toBe(4)
    await world.quiesce()
    await checkHubPromises(world)
    expect((await world.doc('hq', 'examRegistrations', 'r0'))?.notes).toBe('a4')
  })

  it('a station goes back to it when it is back', async () => {
    const world = await hubWorld()
    world.node('hub').machine.crashNow()
    await world.time.advance(60_000)
    expect(world.node('a').engine!.line().hq).toBe('hq')
    world.restart('hub')
    await world.time.advance(60_000)
    expect(world.node('a').engine!.line().hq).toBe('hub')
  })
})

describe('headquarters behind a hub', () => {
  it('its documents come byte for byte, deletions and moves to another site too', async () => {
    const world = await hubWorld()
    world.cut('hub', 'b')
    world.cut('hq', 'b')
    await world.write('hq', 'delete-record', { collection: 'examRegistrations', id: 'r1' }, 'deletes')
    await world.write('hq', 'update-record', { collection: 'examRegistrations', id: 'r0', changes: { testing_facility_id: 'S' } }, 'moves')
    await world.time.advance(20_000)
    world.cut('hub', 'b', false)
    await world.time.advance(60_000)
    expect(world.node('b').engine!.line().hq).toBe('hub')
    expect([await world.doc('b', 'examRegistrations', 'r0'), await world.doc('b', 'examRegistrations', 'r1')]).toEqual([undefined, undefined])
    world.mendAll()
    await world.quiesce()
    await checkHubPromises(world)
  })

  it('a conflict is listed at the desk that wrote, and nowhere else', async () => {
    const world = await hubWorld()
    offline(world)
    await world.set('hq', 'r0', 'notes', 'theirs')
    await world.set('a', 'r0', 'notes', 'mine')
    await world.time.advance(5_000)
    offline(world, false)
    await world.quiesce()
    const cards = (name: string) => world.node(name).machine.peek.outbox.conflicts().map(({ mine, theirs }) => [mine, theirs])
    expect([cards('a'), cards('b'), cards('hub')]).toEqual([[['mine', 'theirs']], [], []])
    await checkHubPromises(world)
  })

  it('a restore of headquarters passes through: what it lost comes again, once', async () => {
    const world = await hubWorld({ hub: ['hq'], a: ['hub'], b: ['hub'] })
    await world.set('a', 'r0', 'notes', 'before')
    await world.quiesce()
    const backup = world.node('hq').machine.snapshot()
    await world.set('a', 'r0', 'notes', 'after the backup')
    await world.set('b', 'r1', 'notes', 'b after the backup')
    await world.set('hub', 'r3', 'notes', 'hub after the backup')
    await world.set('hq', 'r3', 'first_name', 'only ever at headquarters')
    await world.quiesce()
    world.restore('hq', backup, true)
    await world.quiesce()
    const all = await Promise.all(['r0', 'r1', 'r3'].map(async (id) => (await world.doc('hq', 'examRegistrations', id))?.notes))
    expect(all).toEqual(['after the backup', 'b after the backup', 'hub after the backup'])
    expect((await world.doc('a', 'examRegistrations', 'r3'))?.first_name).toBeUndefined()
    await checkHubPromises(world)
  })

  it.each([['through its hub', ['hub']], ['from headquarters itself', ['hq']]])('a write that the hub brings to the restored headquarters and that is refused there now: its laptop hears it %s', async (_how, line) => {
    const world = await hubWorld({ hub: ['hq'], a: ['hub'] })
    const backup = world.node('hq').machine.snapshot()
    await world.write('a', 'delete-record', { collection: 'examRegistrations', id: 'r1' }, 'deleted at a')
    await world.quiesce()
    expect(await world.doc('hq', 'examRegistrations', 'r1')).toBeUndefined()
    world.cut('a', 'hub')
    world.restore('hq', backup, true)
    await world.set('hq', 'r1', 'notes', 'changed at headquarters')
    await world.time.advance(60_000)
    expect(world.node('a').machine.peek.outbox.conflicts()).toEqual([])
    world.cut('a', 'hub', false)
    await world.follow('a', line)
    await world.quiesce()
    expect((await world.doc('a', 'examRegistrations', 'r1'))?.notes).toBe('changed at headquarters')
    expect(world.node('a').machine.peek.outbox.conflicts()).toMatchObject([{ operation: { command: 'delete-record' }, record_id: 'r1' }])
    await checkHubPromises(world)
  })

  it('a station that is ahead of its hub takes it for no restore', async () => {
    const world = await hubWorld()
    world.cut('hq', 'hub')
    world.cut('hub', 'a')
    await world.time.advance(60_000)
    await world.set('hq', 'r0', 'notes', 'news')
    await world.time.advance(60_000)
    const ahead = status(world, 'a').lastPulledSeq
    world.cut('hub', 'a', false)
    await world.time.advance(60_000)
    expect(world.node('a').engine!.line().hq).toBe('hub')
    expect([status(world, 'a').lastPulledSeq, (await world.doc('a', 'examRegistrations', 'r0'))?.notes]).toEqual([ahead, 'news'])
    await world.quiesce()
    await checkHubPromises(world)
  })
})

describe('a hub of a hub', () => {
  it('brings writes up through both, and shows them down to the last desk', async () => {
    const world = await hubWorld({ hub: ['hq'], hub2: ['hub'], a: ['hub2'], b: ['hub'] })
    world.cut('hq', 'hub')
    await world.set('a', 'r0', 'notes', 'from the far end')
    await world.time.advance(2_000)
    expect((await world.doc('b', 'examRegistrations', 'r0'))?.notes).toBe('from the far end')
    await world.set('b', 'r0', 'first_name', 'from the near end')
    await world.time.advance(2_000)
    expect((await world.doc('a', 'examRegistrations', 'r0'))?.first_name).toBe('from the near end')
    expect(status(world, 'a').pending).toBe(1)
    world.mendAll()
    await world.quiesce()
    await checkHubPromises(world)
    expect(await world.doc('hq', 'examRegistrations', 'r0') as Doc).toMatchObject({ notes: 'from the far end', first_name: 'from the near end' })
  })
})

describe('a station that changes its hub', () => {
  it('counts once what the new hub knew from the old one', async () => {
    const world = await hubWorld({ hub: ['hq'], hub2: ['hub'], a: ['hub'], b: ['hub2'] })
    world.cut('hq', 'hub')
    await world.set('a', 'r0', 'notes', 'first to the one hub')
    await world.time.advance(2_000)
    const seen = await world.doc('hub2', 'examRegistrations', 'r0')
    await world.follow('a', ['hub2'])
    await world.time.advance(5_000)
    for (const name of ['hub', 'hub2', 'b']) expect(await world.doc(name, 'examRegistrations', 'r0'), name).toEqual(seen)
    world.mendAll()
    await world.quiesce()
    await checkHubPromises(world)
  })
})
