/** A fleet and one desk more, right below headquarters, with a line that can fail before each station. */
import { join } from 'node:path'
import { hallpassProcess, sleep, type HallpassProcess } from '../hallpass-process.ts'
import { startFleet, VENUE, type Fleet } from '../kills/fleet.ts'
import type { Clients } from '../kills/round-writers.ts'
import { client, type Client } from '../writers.ts'
import { faultLine, type FaultLine } from './fault-line.ts'

/** The contract's bounds, and what a busy machine may add. */
const back_ms_max = 30_000
const given_up_ms_max = 60_000
const busy_ms_max = 20_000

/** The stations, each by the line above it. */
export type Station = 'hub' | 'desk' | 'second'

export interface LineFleet {
  fleet: Fleet
  lines: Record<Station, FaultLine>
  clients: Clients & Record<Station, Client>
  /** All lines are sound: everybody must come back without being asked. @throws where one does not within the contract's 30 s */
  healed(): Promise<void>
  untilIdle(): Promise<void>
  remove(): Promise<void>
}

/** @param program the program in another form than its sources */
export async function startLineFleet(seed: number, program: string): Promise<LineFleet> {
  const lines: Partial<Record<Station, FaultLine>> = {}
  const fleet = await startFleet({
    preload: () => ({ program }),
    async between(from, url) {
      const line = await faultLine(url, seed)
      lines[from as Station] = line
      return line.url
    },
  })
  const { hub, desk } = lines as Record<Station, FaultLine>
  const above = await faultLine(fleet.process.hq.url, seed + 1)
  const second: HallpassProcess = await hallpassProcess('station', ['--data', join(fleet.folder, 'second'), '--upstream', above.url, '--upstream-key', fleet.siteKey, '--site', VENUE], { program })
  await second.ready()
  const clients = { ...fleet.client, second: client(second.url, fleet.siteKey) }
  const all = { hub, desk, second: above }
  const it: LineFleet = {
    fleet, lines: all, clients,
    async healed() {
      for (const line of Object.values(all)) line.heal()
      await Promise.all((['hub', 'desk', 'second'] as const).map((name) => isBack(name, clients[name])))
    },
    untilIdle: () => fleet.untilIdle([clients.second]),
    async remove() {
      await second.kill()
      for (const line of Object.values(all)) await line.close()
      await fleet.remove()
    },
  }
  await it.untilIdle()
  return it
}

/** Nothing waits there and the line is up, as far as the station knows. */
async function isOnline(at: Client): Promise<boolean> {
  const { online, pending } = JSON.parse((await at.get('/sync/status')).text) as { online: boolean; pending: number }
  return online && pending === 0
}

/** Resolves once a station is back by itself. @throws where that takes longer than the contract's 30 s */
export function isBack(name: string, at: Client): Promise<void> {
  return within(back_ms_max, `${name} is back`, () => isOnline(at))
}

/** Resolves once the station knows that its line is dead. @throws where that takes longer than the contract's 60 s */
export function givesUp(name: string, at: Client): Promise<void> {
  return within(given_up_ms_max, `${name} gives up`, async () => !(JSON.parse((await at.get('/sync/status')).text) as { online: boolean }).online)
}

/** Resolves once a record of headquarters is at a station. @throws where that takes longer than giving up a dead connection may */
export function arrives(name: string, at: Client, path: string): Promise<void> {
  return within(given_up_ms_max, `${path} is at ${name}`, async () => (await at.get(path)).status === 200)
}

async function within(ms: number, what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + ms + busy_ms_max; !(await holds()); await sleep(100)) if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`)
}
