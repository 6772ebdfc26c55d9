/**
 * Lines between real processes with every fault that TCP has: between a desk and its hub, the hub and headquarters, and another desk and
 * headquarters, requests and live streams alike. HALLPASS_SOAK_SECONDS sets how long chance breaks them (10), HALLPASS_SOAK_SEED which (1).
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sleep } from './hallpass-process.ts'
import { bundledProgram } from './kills/bundled-program.ts'
import { EXAM, TENANT } from './kills/fleet.ts'
import { recordsOf } from './kills/kill-promises.ts'
import { FAULTS, type Fault } from './line/fault.ts'
import { arrives, givesUp, startLineFleet, type LineFleet, type Station } from './line/line-fleet.ts'
import { soak } from './line/soak.ts'

const seconds = Number(process.env.HALLPASS_SOAK_SECONDS ?? 10)
const seed = Number(process.env.HALLPASS_SOAK_SEED ?? 1)
const held_ms = 1_500
const EXAMS = `/examRegistrations/${TENANT}`
let at: LineFleet

beforeAll(async () => {
  at = await startLineFleet(seed, await bundledProgram())
})

afterAll(() => at.remove())

/** Writes one record everywhere. @returns the ids, that of headquarters first */
async function writeEverywhere(word: string): Promise<string[]> {
  const ids: string[] = []
  for (const name of ['hq', 'hub', 'desk', 'second']) {
    const answer = await at.clients[name]?.send('POST', EXAMS, { ...EXAM, notes: `${word} at ${name}` })
    expect(answer?.status).toBe(200)
    ids.push(String(answer?.body.id))
  }
  return ids
}

/** Everybody has what headquarters has, and it has each write once. */
async function expectAll(word: string): Promise<void> {
  await at.untilIdle()
  const central = await recordsOf(at.clients.hq, 'examRegistrations')
  for (const name of ['hub', 'desk', 'second'] as const) expect([...(await recordsOf(at.clients[name], 'examRegistrations'))], name).toEqual([...central])
  for (const name of ['hq', 'hub', 'desk', 'second']) expect([...central.values()].filter((text) => text.includes(`"${word} at ${name}"`)).length, name).toBe(1)
}

const cutRequests: Fault = { kind: 'cut', of: 'request', byte: 400 }

it.each<[string, Record<Station, Fault>]>([
  ['slow lines', { desk: FAULTS.latency, hub: FAULTS.bandwidth, second: FAULTS['slow-close'] }],
  ['other slow lines', { desk: FAULTS['slow-close'], hub: FAULTS.slice, second: FAULTS.bandwidth }],
  ['broken connections', { desk: FAULTS.reset, hub: FAULTS.cut, second: cutRequests }],
  ['repeated requests', { desk: FAULTS.repeat, hub: FAULTS.repeat, second: FAULTS.repeat }],
])('%s: nothing is lost, nothing comes twice, and all are back by themselves', async (name, faults) => {
  for (const [station, fault] of Object.entries(faults)) at.lines[station as Station].set(fault)
  await writeEverywhere(name)
  await sleep(held_ms)
  await at.healed()
  await expectAll(name)
})

it('dead connections are given up by themselves, and the live stream with them', async () => {
  const name = 'dead'
  // Of the hub's line only what is open dies: the way is there, and has to be found.
  at.lines.hub.set(FAULTS['half-open'])
  at.lines.desk.set(FAULTS['black-hole'])
  at.lines.second.set(FAULTS['one-way'])
  const [central = ''] = await writeEverywhere(name)
  await Promise.all([givesUp('desk', at.clients.desk), givesUp('second', at.clients.second), arrives('hub', at.clients.hub, `${EXAMS}/${central}`)])
  await at.healed()
  await expectAll(name)
})

it(`chance breaks every line for ${seconds} s from seed ${seed}: nothing is lost, nothing comes twice, the order stays, all are equal`, async () => {
  const { faults, acknowledged } = await soak(at, { seed, seconds, round: 0 })
  expect(acknowledged).toBeGreaterThan(0)
  console.log(`${acknowledged} writes acknowledged; ${Object.entries(faults).map(([kind, n]) => `${kind} ${n}`).join(', ')}`)
}, 900_000)
