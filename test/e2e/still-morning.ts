/** A morning that stands still at 10:20 of one fixed day, with something on every screen: what is pictured and looked at by axe. */
import { join } from 'node:path'
import { must } from '../../src-shared/assert.ts'
import { hallpass, hallpassProcess, type HallpassProcess, type Preload } from '../faults/hallpass-process.ts'
import { temporaryFolder } from '../support/electron.ts'
import { asker, type Ask } from './asker.ts'
import type { Registration } from './exam-morning.ts'

export const NOW = '2026-11-23T17:20:00.000Z'
const DAY = '2026-11-23'
const minute_ms = 60_000
const IN = 14
/** What is looked at again until it is so. */
const pause_ms = 50
const tries_max = 1_200

export interface StillMorning {
  station: HallpassProcess
  /** A station that has joined no site. */
  fresh: HallpassProcess
  pin: string
  event: string
  /** A sitting in which nobody is in yet. */
  later: string
  /** In, with paper, on a break. */
  present: string
  /** To come, with an accommodation. */
  expected: string
  end(): Promise<void>
}

const STILL: Preload = { imports: [new URL('still-clock.ts', import.meta.url).href], environment: { HALLPASS_STILL_AT: NOW } }

export async function stillMorning(): Promise<StillMorning> {
  const folder = await temporaryFolder('hallpass-still-')
  const hqData = join(folder.path, 'hq')
  const demo = JSON.parse(hallpass('demo', '--data', hqData, '--date', DAY)) as { tenant: string; site: string; pin: string; events: { id: string }[] }
  const key = hallpass('keys', 'add', '--data', hqData, '--tenant', demo.tenant, '--scope', 'write', '--site', demo.site)
  const hq = await hallpassProcess('hq', ['--data', hqData], STILL)
  const fresh = await hallpassProcess('station', ['--data', join(folder.path, 'fresh')], STILL)
  await Promise.all([hq.ready(), fresh.ready()])
  const event = must(demo.events[0], 'a sitting').id
  const { Items } = await asker(hq.url, key)<{ Items: (Registration & { Accommodations?: object[] })[] }>('/api/registrations/search', {})
  const people = Items.filter((one) => one.EventIdentifier === event && one.ApprovalStatus === 'Registered').toSorted((one, other) => (one.LearnerCode < other.LearnerCode ? -1 : 1))
  const granted = people.filter(({ Accommodations }) => (Accommodations ?? []).length > 0)
  const expected = must(granted.at(-1), 'somebody with an accommodation')
  const present = people.filter((one) => one !== expected).slice(0, IN)
  const station = await hallpassProcess('station', ['--data', join(folder.path, 'station'), '--upstream', hq.url, '--upstream-key', key, '--site', demo.site], STILL)
  await station.ready()
  const as = await signedIn(station.url, demo.pin)
  await untilSent(as.amara)
  const ids = present.map(({ RegistrationIdentifier }) => RegistrationIdentifier)
  await fill(as, event, ids)
  await untilSent(as.amara)
  const seat = must(people.findLast((one) => one !== expected && !present.includes(one)), 'somebody to come').RegistrationIdentifier
  await twoSeats({ hq, hqData, key, seat, as })
  // From here on the line is down: what follows waits.
  await hq.kill()
  await untilLine(as.amara, ({ online }) => !online)
  await as.amara(`/api/registrations/${ids[4]}/commands/start-break`, { At: at(-3) })
  await as.amara(`/api/events/${event}/scrap-paper/issue`, { RegistrationIdentifier: ids[5], SheetCodes: ['HP-3041', 'HP-3042'] })
  return {
    station, fresh, pin: demo.pin, event, later: must(demo.events[1], 'a later sitting').id, present: must(ids[0], 'somebody in'), expected: expected.RegistrationIdentifier,
    async end() {
      await Promise.all([station.kill(), fresh.kill(), hq.kill()])
      await folder.drop()
    },
  }
}

const at = (minutes: number) => new Date(Date.parse(NOW) + minutes * minute_ms).toISOString()

async function signedIn(url: string, pin: string): Promise<{ amara: Ask; ravi: Ask }> {
  let known: { id: string; name: string }[] = []
  for (let tries = 0; tries < tries_max && known.length === 0; tries++) {
    known = await asker(url, '')<typeof known>('/desk/users').catch(() => [])
    if (known.length === 0) await pause()
  }
  const person = async (name: string) => asker(url, (await asker(url, '')<{ token: string }>('/desk/sign-in', { user_id: must(known.find((one) => one.name === name), name).id, pin })).token)
  return { amara: await person('Amara Diallo'), ravi: await person('Ravi Okafor') }
}

/** Check-ins, paper, scores and a report. */
async function fill({ amara, ravi }: { amara: Ask; ravi: Ask }, event: string, ids: readonly string[]): Promise<void> {
  for (const [n, id] of ids.entries()) {
    await (n % 3 === 0 ? ravi : amara)(`/api/registrations/${id}/commands/check-in`, { At: at(-95 + 2 * n), Seat: String(n + 1).padStart(2, '0'), IdentityChecks: ['photo-id', 'name'] })
  }
  for (const [n, id] of ids.slice(0, 4).entries()) await amara(`/api/events/${event}/scrap-paper/issue`, { RegistrationIdentifier: id, SheetCodes: [0, 1, 2].map((sheet) => `HP-${3001 + 3 * n + sheet}`) })
  await amara(`/api/events/${event}/scrap-paper/return`, { SheetCodes: ['HP-3001', 'HP-3002', 'HP-3004'] })
  await amara(`/api/events/${event}/scrap-paper/missing`, { SheetCodes: ['HP-3005'] })
  await amara(`/api/registrations/${ids[0]}/commands/start-break`, { At: at(-8) })
  await amara(`/api/events/${event}/incidents/report`, { Type: 'Technical: Network', Text: 'No network at row B between 9:40 and 9:52.', At: at(-40), Seat: '07', RegistrationIdentifier: ids[6] })
  await ravi(`/api/events/${event}/incidents/report`, { Type: 'Environment: Noise', Text: 'Drilling in the street; windows closed.', At: at(-20) })
  const { rows } = await amara<{ rows: { exam_registration: string | null; registration: string }[] }>(`/desk/scores?event=${event}`)
  const scored = rows.filter((row) => row.exam_registration !== null && ids.includes(row.registration)).slice(0, 5)
  for (const [n, { exam_registration }] of scored.entries()) {
    await amara(`${exam_registration}/score-entry`, { score: 71 + n })
    if (n < 3) await ravi(`${exam_registration}/score-entry`, { score: n === 1 ? 17 : 71 + n })
  }
}

/** Two seats for one candidate, given on both sides of a line that was down: a card for a person to decide. */
async function twoSeats({ hq, hqData, key, seat, as: { amara } }: { hq: HallpassProcess; hqData: string; key: string; seat: string; as: { amara: Ask } }): Promise<void> {
  await hq.kill()
  await amara(`/api/registrations/${seat}/commands/assign-seat`, { Seat: '31' })
  const elsewhere = await hallpassProcess('hq', ['--data', hqData], STILL)
  await elsewhere.ready()
  await asker(elsewhere.url, key)(`/api/registrations/${seat}/commands/assign-seat`, { Seat: '30' })
  await elsewhere.stop()
  await hq.ready()
  await amara('/sync/now', {})
  await untilLine(amara, ({ conflicts, pending }) => conflicts === 1 && pending === 0)
}

interface Line {
  online: boolean
  pending: number
  conflicts: number
}

const untilSent = (ask: Ask) => untilLine(ask, ({ online, pending }) => online && pending === 0)

async function untilLine(ask: Ask, wanted: (line: Line) => boolean): Promise<void> {
  let line: Line | undefined
  for (let tries = 0; tries < tries_max; tries++) {
    line = await ask<Line>('/desk/line')
    if (wanted(line)) return
    await pause()
  }
  throw new Error(`The line stays ${JSON.stringify(line)}`)
}

const pause = () => new Promise((resolve) => setTimeout(resolve, pause_ms))
