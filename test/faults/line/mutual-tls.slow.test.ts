/** The encrypted line between a hub and a paired desk: what is turned on the way is noticed, and what breaks comes back. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { networkAddress } from '../../support/network-address.ts'
import { freePort, hallpass, hallpassBeside, hallpassProcess, sleep, type HallpassProcess } from '../hallpass-process.ts'
import { bundledProgram } from '../kills/bundled-program.ts'
import { EXAM, startFleet, TENANT, VENUE, type Fleet } from '../kills/fleet.ts'
import { recordsOf } from '../kills/kill-promises.ts'
import { client, type Client } from '../writers.ts'
import { FAULTS, type Fault } from './fault.ts'
import { faultLine, type FaultLine } from './fault-line.ts'
import { isBack } from './line-fleet.ts'

const EXAMS = `/examRegistrations/${TENANT}`
const held_ms = 1_000
const seed = 1
let fleet: Fleet
let line: FaultLine
let desk: Client
const processes: HallpassProcess[] = []

beforeAll(async () => {
  const program = await bundledProgram()
  fleet = await startFleet({ preload: () => ({ program }) })
  const [port, data] = [await freePort(), { hub: join(fleet.folder, 'lan-hub'), desk: join(fleet.folder, 'lan-desk') }]
  const upstream = ['--upstream', fleet.process.hq.url, '--upstream-key', fleet.siteKey, '--site', VENUE]
  const hub = await hallpassProcess('station', ['--data', data.hub, '--hub', '--host', networkAddress(), '--hub-port', String(port), ...upstream], { program })
  processes.push(hub)
  await hub.ready()
  await fleet.untilIdle([client(hub.url, fleet.siteKey)])
  line = await faultLine(`https://${networkAddress()}:${port}`, seed)
  await hallpassBeside('pair', line.url, '--code', hallpass('hub', 'code', '--data', data.hub), '--data', data.desk)
  const station = await hallpassProcess('station', ['--data', data.desk], { program })
  processes.push(station)
  await station.ready()
  desk = client(station.url, fleet.siteKey)
  await fleet.untilIdle([desk])
})

afterAll(async () => {
  for (const process of processes) await process.kill()
  await line.close()
  await fleet.remove()
})

it.each<[string, Fault]>([
  ['a turned bit of a request', { kind: 'corrupt', of: 'request' }], ['a turned bit of an answer', { kind: 'corrupt', of: 'answer' }],
  ['small packets', FAULTS.slice], ['answers cut off', { kind: 'cut', of: 'answer', byte: 3_000 }], ['connections reset', FAULTS.reset],
])('%s: nothing is lost, nothing comes twice, and the desk is back by itself', async (name, fault) => {
  line.set(fault)
  const theirs = await fleet.client.hq.send('POST', EXAMS, { ...EXAM, notes: `${name} at hq` })
  expect((await desk.send('POST', EXAMS, { ...EXAM, notes: `${name} at desk` }))?.status).toBe(200)
  expect(theirs?.status).toBe(200)
  await sleep(held_ms)
  line.heal()
  await isBack('the desk', desk)
  await fleet.untilIdle([desk])
  const central = await recordsOf(fleet.client.hq, 'examRegistrations')
  expect([...(await recordsOf(desk, 'examRegistrations'))]).toEqual([...central])
  for (const at of ['hq', 'desk']) expect([...central.values()].filter((text) => text.includes(`"${name} at ${at}"`))).toHaveLength(1)
})
