/** What must hold in a world with hubs once it has come to rest. */
import { expect } from 'vitest'
import { COLLECTIONS } from '../../src-shared/resource/collections.ts'
import { SITE, TENANT, type HubWorld } from './hub-world.ts'

/** Every acknowledged write is at headquarters once, in order; every machine of the site shows headquarters' documents byte for byte. */
export async function checkHubPromises(world: HubWorld): Promise<void> {
  const hq = world.node('hq').machine.peek
  // Copies of a folder write under one name.
  const made = new Map<string, { acknowledged: number; uncertain: number }>()
  for (const [name, { machine, acknowledged, uncertain }] of world.nodes) {
    if (name === 'hq') continue
    const { node } = machine.peek.outbox.state()
    const before = made.get(node) ?? { acknowledged: 0, uncertain: 0 }
    made.set(node, { acknowledged: before.acknowledged + acknowledged.length, uncertain: before.uncertain + uncertain })
  }
  for (const [node, { acknowledged, uncertain }] of made) {
    const applied = Object.values(await hq.appliedOf(node)).reduce((sum, n) => sum + n, 0)
    expect(applied, `writes of ${node} at headquarters`).toBeGreaterThanOrEqual(acknowledged)
    expect(applied, `writes of ${node} at headquarters`).toBeLessThanOrEqual(acknowledged + uncertain)
  }
  for (const [name, { machine }] of world.nodes) {
    if (name === 'hq') continue
    await sameDocuments(world, name)
    expect((await machine.peek.verify()).problems, `the file of ${name}`).toEqual([])
  }
}

async function sameDocuments(world: HubWorld, name: string): Promise<void> {
  const hq = world.node('hq').machine.peek
  for (const collection of COLLECTIONS) {
    const query = { tenant: TENANT, collection, where: [], limit: 10_000 }
    const theirs = (await hq.query(query)).filter(({ site }) => site === null || site === SITE)
    const own = await world.node(name).machine.peek.query(query)
    expect(own.map(({ text, seq }) => [text, seq]), `${collection} of ${name}`).toEqual(theirs.map(({ text, seq }) => [text, seq]))
  }
}
