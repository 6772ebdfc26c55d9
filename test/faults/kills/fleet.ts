/** Headquarters, the hub of a site and a desk behind that hub, as real processes on data folders of their own. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hallpass, hallpassProcess, sleep, type HallpassProcess, type Preload } from '../hallpass-process.ts'
import { client, type Client } from '../writers.ts'

export const TENANT = 'bc'
export const VENUE = 'harbour-hall'
/** So many rounds one fleet can play: each has a record of its own. */
export const rounds_max = 120
const idle_within_ms = 180_000

export const MACHINES = ['hq', 'hub', 'desk'] as const
export type Machine = (typeof MACHINES)[number]

/** The fields that every exam registration needs. */
export const EXAM = { exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', testing_facility_id: VENUE }
/** A record of its own for each round, written by all three machines. */
export const sharedRecord = (round: number) => `shared-${round}`
export const CANDIDATES = Array.from({ length: 120 }, (_, i) => `0c3f5b1e-7a52-4c1b-9d55-${String(i).padStart(12, '0')}`)

export interface Fleet {
  folder: string
  process: Record<Machine, HallpassProcess>
  client: Record<Machine, Client>
  data: Record<Machine, string>
  /** A key of headquarters for the site. */
  siteKey: string
  /** Resolves once nothing waits anywhere and everybody has what headquarters has. @param more further stations @throws after a time, with what was seen */
  untilIdle(more?: readonly Client[]): Promise<void>
  /** Kills what runs and removes the folders. */
  remove(): Promise<void>
}

interface Seed {
  data: string
  siteKey: string
  adminKey: string
}

let seeded: Seed | undefined

/** Headquarters' folder as every fleet of this process begins with it. */
function seed(): Seed {
  if (seeded) return seeded
  const folder = mkdtempSync(join(tmpdir(), 'hallpass-seed-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const event = { id: '5d0a4f6e-1c3d-4d52-8a8c-0d2f5b6c7e80', EventVenue: VENUE, EventStart: '2026-11-22T17:00:00.000Z', EventStatus: 'Scheduled', RegistrationLimit: 1_000 }
  const booked = { EventIdentifier: event.id, Learner: 'c', LearnerName: 'Jürgen Müller', ApprovalStatus: 'Registered', AttendanceStatus: 'Pending' }
  const documents: [string, Record<string, unknown>][] = [
    ['exams', { id: 'e' }], ['examOfferings', { id: 'o' }], ['contacts', { id: 'c', name: 'Jürgen Müller' }],
    ['testingFacilities', { id: VENUE }], ['venues', { id: VENUE, name: "Ó Súilleabháin's Hall", time_zone: 'America/Vancouver' }], ['bookingEvents', event],
    ...Array.from({ length: rounds_max }, (_, i): [string, Record<string, unknown>] => ['examRegistrations', { id: sharedRecord(i), ...EXAM, sys_version: 1, notices: [] }]),
    ...CANDIDATES.map((id): [string, Record<string, unknown>] => ['bookingRegistrations', { id, RegistrationIdentifier: id, ...booked }]),
  ]
  const lines = join(folder, 'seed.ndjson')
  writeFileSync(lines, documents.map(([collection, doc]) => JSON.stringify({ collection, tenant: TENANT, doc })).join('\n'))
  const data = join(folder, 'hq')
  hallpass('import', lines, '--data', data)
  const key = (...more: string[]) => hallpass('keys', 'add', '--data', data, '--tenant', TENANT, ...more)
  return (seeded = { data, siteKey: key('--scope', 'write', '--site', VENUE), adminKey: key('--scope', 'admin') })
}

export interface FleetOptions {
  /** What is put into each process from outside. */
  preload?: (name: Machine, folder: string) => Preload
  /** Further options of headquarters. */
  hqOptions?: readonly string[]
  /** The address under which one machine reaches another: something may stand between them. */
  between?: (from: Machine, url: string) => string | Promise<string>
}

/** Starts a fleet and waits until all three hold the same. */
export async function startFleet({ preload = () => ({}), hqOptions = [], between = (_, url) => url }: FleetOptions = {}): Promise<Fleet> {
  const { data: seedData, siteKey, adminKey } = seed()
  const folder = mkdtempSync(join(tmpdir(), 'hallpass-fleet-'))
  const data = { hq: join(folder, 'hq'), hub: join(folder, 'hub'), desk: join(folder, 'desk') }
  cpSync(seedData, data.hq, { recursive: true })
  const upstream = (url: string) => ['--upstream', url, '--upstream-key', siteKey, '--site', VENUE]
  const hq = await hallpassProcess('hq', ['--data', data.hq, ...hqOptions], preload('hq', folder))
  const hub = await hallpassProcess('station', ['--data', data.hub, '--hub', ...upstream(await between('hub', hq.url))], preload('hub', folder))
  const desk = await hallpassProcess('station', ['--data', data.desk, ...upstream(await between('desk', hub.url))], preload('desk', folder))
  const clients = { hq: client(hq.url, adminKey), hub: client(hub.url, siteKey), desk: client(desk.url, siteKey) }
  const fleet: Fleet = {
    folder, data, siteKey, client: clients, process: { hq, hub, desk },
    untilIdle: (more = []) => untilIdle(clients.hq, [clients.hub, clients.desk, ...more]),
    async remove() {
      for (const name of MACHINES) await fleet.process[name].kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  for (const name of MACHINES) await fleet.process[name].ready()
  await fleet.untilIdle()
  return fleet
}

async function untilIdle(hq: Client, stations: readonly Client[]): Promise<void> {
  let seen = ''
  for (const end = Date.now() + idle_within_ms; Date.now() < end; await sleep(150)) {
    try {
      const { last } = JSON.parse((await hq.get('/sync/changes?since=999999999')).text) as { last: number }
      const states = await Promise.all(stations.map(async (at) => JSON.parse((await at.get('/sync/status')).text) as { pending: number; lastPulledSeq: number }))
      seen = JSON.stringify({ last, states })
      if (states.every(({ pending, lastPulledSeq }) => pending === 0 && lastPulledSeq === last)) return
      // The wait after many failures would be most of a round.
      for (const at of stations) await at.send('POST', '/sync/now', {})
    } catch (error) {
      seen = String(error)
    }
  }
  throw new Error(`not idle within ${idle_within_ms} ms: ${seen}`)
}
