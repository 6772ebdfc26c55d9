/** What headquarters has before the day, and what happens there behind the laptop's back. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { must } from '../../../src-shared/assert.ts'
import { hallpassBeside, hallpassProcess } from '../../faults/hallpass-process.ts'
import { asker, type Ask } from '../asker.ts'
import type { ExamMorning, Registration } from '../exam-morning.ts'

/** A form that headquarters will withdraw during the day. */
export const OLD_FORM = { id: randomUUID(), code: 'OLD-1', name: 'Old form', bilingual: false, duration_minutes: 180 }

/** In some days, and nobody is in it. */
export const EMPTY_SITTING = randomUUID()
const days_ahead = 3
const day_ms = 86_400_000
const under_way_ms = 600_000

const dataOf = ({ data }: ExamMorning) => join(dirname(data), 'hq')

/** Another process writes records into headquarters' folder. */
async function put(morning: ExamMorning, records: readonly { collection: string; doc: object }[]): Promise<void> {
  const file = join(dirname(morning.data), 'records.ndjson')
  writeFileSync(file, records.map((record) => JSON.stringify({ tenant: 'demo', ...record })).join('\n'))
  await hallpassBeside('import', file, '--data', dataOf(morning))
}
export async function withdrawForm(morning: ExamMorning): Promise<void> {
  await put(morning, [{ collection: 'assessmentForms', doc: { ...OLD_FORM, published: false } }])
}

/** What a day needs besides the demo: its sitting under way, whenever this runs; a form that will be withdrawn; a sitting in some days in which nobody is. */
export async function prepare(morning: ExamMorning): Promise<void> {
  const { EventIdentifier: _id, CancellationReason: _reason, RegistrationCount: _count, TimeZone, ...sitting } = await sittingOf(morning)
  const now = Date.now()
  const midnight = now - ((now + zoneOffset(now, TimeZone)) % day_ms)
  const EventStart = new Date(Math.max(midnight, now - under_way_ms)).toISOString()
  await put(morning, [
    { collection: 'assessmentForms', doc: { ...OLD_FORM, published: true } },
    { collection: 'bookingEvents', doc: { id: morning.event, ...sitting, EventStart } },
    { collection: 'bookingEvents', doc: { id: EMPTY_SITTING, ...sitting, EventStart: new Date(now + days_ahead * day_ms).toISOString(), RegistrationLimit: null } },
  ])
}

/** A sheet that somebody of another sitting has. */
export const SHEET_ELSEWHERE = 'HP-6001'
export async function giveElsewhere({ askHq, event }: ExamMorning): Promise<void> {
  const { Items } = await askHq<{ Items: Registration[] }>('/api/registrations/search', {})
  const { RegistrationIdentifier, EventIdentifier } = must(Items.find((one) => one.EventIdentifier !== event && one.ApprovalStatus === 'Registered'), 'a candidate of another sitting')
  await askHq(`/api/events/${EventIdentifier}/scrap-paper/issue`, { RegistrationIdentifier, SheetCodes: [SHEET_ELSEWHERE] })
}

export interface SittingAtHq {
  EventIdentifier: string
  CancellationReason: string | null
  RegistrationCount: number
  EventStart: string
  DurationMinutes: number
  TimeZone: string
}
/** Today at the venues of the demo. */
export const venueDay = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Vancouver' }).format(new Date())

/** The day's sitting as headquarters lists it. */
export async function sittingOf({ askHq, event }: ExamMorning): Promise<SittingAtHq> {
  const { Items } = await askHq<{ Items: SittingAtHq[] }>(`/api/events/list-events?date=${venueDay()}`)
  return must(Items.find(({ EventIdentifier }) => EventIdentifier === event), 'the sitting of the day')
}
/** How far the clock of a zone is ahead, milliseconds. */
function zoneOffset(at: number, timeZone: string): number {
  const local = new Date(at).toLocaleString('sv', { timeZone })
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(at / 1_000) * 1_000
}

/** At an address that the laptop does not know. Its own line has to be cut. */
export async function atHqElsewhere(morning: ExamMorning, work: (ask: Ask) => Promise<void>): Promise<void> {
  const elsewhere = await hallpassProcess('hq', ['--data', dataOf(morning)])
  await elsewhere.ready()
  await work(asker(elsewhere.url, morning.upstream.key))
  await elsewhere.stop()
}
