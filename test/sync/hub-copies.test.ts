/** Copies of folders where there is a hub: of a desk's, and of the hub's own. */
import { describe, expect, it } from 'vitest'
import { checkHubPromises } from './hub-promises.ts'
import type { HubWorld } from './hub-world.ts'
import { hubWorld } from './open-hub-world.ts'

const status = (world: HubWorld, name: string) => world.node(name).engine!.status()

describe('a copied folder under a hub', () => {
  it('both laptops\' writes arrive, each once, though they used the same numbers', async () => {
    const world = await hubWorld({ hub: ['hq'], a: ['hub'], twin: ['hq'] })
    world.node('twin').machine.crashNow()
    world.restore('twin', world.node('a').machine.snapshot(), false)
    world.cut('hq', 'hub')
    await world.set('a', 'r0', 'notes', 'of the one')
    await world.set('twin', 'r1', 'notes', 'of the other')
    await world.set('twin', 'r1', 'first_name', 'of the other too')
    await world.time.advance(10_000)
    expect(status(world, 'twin').pending).toBe(0)
    await world.set('a', 'r0', 'first_name', 'of the one too')
    await world.time.advance(5_000)
    world.mendAll()
    await world.quiesce()
    expect(await world.doc('hq', 'examRegistrations', 'r0')).toMatchObject({ notes: 'of the one', first_name: 'of the one too' })
    expect(await world.doc('hq', 'examRegistrations', 'r1')).toMatchObject({ notes: 'of the other', first_name: 'of the other too' })
    expect([(await world.doc('hq', 'examRegistrations', 'r0'))?.sys_version, (await world.doc('hq', 'examRegistrations', 'r1'))?.sys_version]).toEqual([3, 3])
  })

  it('a hub that has writes of both takes only the one laptop\'s for copies', async () => {
    const world = await hubWorld({ hub: ['hq'], a: ['hub'] })
    world.clone('a', 'twin', ['hq'])
    world.cut('hub', 'a')
    await world.set('a', 'r1', 'notes', 'of the one')
    for (const field of ['notes', 'first_name']) await world.set('twin', 'r0', field, 'of the other')
    await world.time.advance(10_000)
    await world.follow('twin', ['hub'])
    await world.time.advance(5_000)
    world.cut('hq', 'hub')
    await world.set('twin', 'r0', 'last_name', 'of the other')
    await world.time.advance(5_000)
    world.cut('hub', 'a', false)
    await world.time.advance(60_000)
    // Headquarters alone can tell that the number 1 was used before.
    expect(world.node('hub').machine.peek.outbox.state().pending).toBe(2)
    await world.quiesce()
    await checkHubPromises(world)
    expect((await world.doc('hq', 'examRegistrations', 'r1'))?.notes).toBe('of the one')
    expect((await world.doc('hq', 'examRegistrations', 'r0'))?.sys_version).toBe(4)
  })

  it('a copy of the hub\'s own folder works behind that hub; the hub does not follow itself', async () => {
    const world = await hubWorld({ hub: ['hq'], a: ['hub'] })
    world.clone('hub', 'twin', ['hub'])
    await world.time.advance(5_000)
    await world.set('hub', 'r0', 'notes', 'hub')
    await world.set('twin', 'r1', 'notes', 'twin')
    await world.quiesce()
    expect((await world.doc('a', 'examRegistrations', 'r1'))?.notes).toBe('twin')
    await checkHubPromises(world)
    await world.follow('hub', ['hub'])
    await world.time.advance(20_000)
    expect(status(world, 'hub')).toMatchObject({ online: false, lastError: expect.stringContaining('this station itself') as string })
  })
})
