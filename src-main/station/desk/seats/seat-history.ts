/** Who had a seat on a day, and at a moment of it: out of records that sync, so that every desk answers the same. */
import { sameSeat } from '../../../../src-shared/commands/rooms.ts'
import type { SeatHistory, SeatSpan } from '../../../../src-shared/desk/seats.ts'
import { breaksOf } from '../../commands/booking/clock-time.ts'
import { loadEvent } from '../../commands/booking/load-event.ts'
import { formOfCode } from '../../commands/booking/load-form.ts'
import { endsAt } from '../../commands/booking/registration-view.ts'
import { textOf } from '../../commands/booking/stored-values.ts'
import { dayAt, instantAt } from '../../commands/booking/time-zone.ts'
import type { Doc } from '../../store/store.ts'
import type { DeskView } from '../desk-view.ts'
import { titleOfEvent } from '../sittings.ts'
import { around, nextDay } from '../venue-day.ts'
import { heldSeats, type HeldSeat } from './seat-spans.ts'

const page_rows = 1_000
const seat_namesakes = { numeric: true, sensitivity: 'base' } as const

export interface SeatQuestion {
  seat: string
  /** YYYY-MM-DD at the venue; today where absent. */
  date?: string | undefined
  /** HH:MM at the venue. */
  time?: string | undefined
}

export async function seatHistoryOf(view: DeskView, { seat, date = view.today, time }: SeatQuestion): Promise<SeatHistory> {
  const at = time === undefined ? null : instantAt(date, time, view.zone)
  const day: [number, number] = [Date.parse(instantAt(date, '00:00', view.zone)), Date.parse(instantAt(nextDay(date), '00:00', view.zone))]
  const found: { held: HeldSeat; registration: Doc; event: Doc; ends: number }[] = []
  for (const registration of await registrationsOf(view, date)) {
    for (const held of heldSeats(registration)) {
      if (!isSeat(held.seat, seat)) continue
      const event = (await loadEvent(view.reader, held.event))?.doc
      if (!event || !isHere(view, event, held, day)) continue
      found.push({ held, registration, event, ends: await endOf(view, registration, event) })
    }
  }
  const spans: (SeatSpan & { start: number; end: number })[] = []
  for (const { held, registration, event, ends } of found) spans.push({ ...(await spanOf(view, held, registration, event, ends)), start: held.from, end: Math.min(held.to, ends) })
  spans.sort((one, other) => Number(one.kind === 'given') - Number(other.kind === 'given') || one.start - other.start || one.name.localeCompare(other.name))
  const then = at === null ? [] : spans.filter(({ start, end }) => start <= endOfMinute(at) && end > Date.parse(at))
  const shown = ({ start: _start, end: _end, ...span }: (typeof spans)[number]): SeatSpan => span
  // Whoever sat there answers the question; who only had been given the seat does where nobody sat.
  const sat = then.filter(({ kind }) => kind === 'sat')
  return { seat, date, time_zone: view.zone, at, there: (sat.length > 0 ? sat : then).map(shown), spans: spans.filter((span) => !isBeforeOwnSitting(span, spans)).map(shown) }
}

/** Whoever was given a seat and then sat there is listed once. */
function isBeforeOwnSitting({ kind, registration, to }: SeatSpan, spans: readonly SeatSpan[]): boolean {
  return kind === 'given' && to !== null && spans.some((other) => other.kind === 'sat' && other.registration === registration && other.from === to)
}

const minute_ms = 60_000
const endOfMinute = (at: string) => Date.parse(at) + minute_ms - 1

/** "b4" is B4, and "07" is 7. */
function isSeat(one: string, asked: string): boolean {
  return sameSeat(one) === sameSeat(asked) || one.trim().localeCompare(asked.trim(), 'en', seat_namesakes) === 0
}

/** A seat of this site that was had on that day; one that was only given counts on the day of the sitting. */
function isHere(view: DeskView, event: Doc, { kind, from, to }: HeldSeat, [start, end]: readonly [number, number]): boolean {
  if (textOf(event, 'EventVenue') !== view.site) return false
  const begins = Date.parse(textOf(event, 'EventStart') ?? '')
  const onDay = begins >= start && begins < end
  return kind === 'sat' ? from < end && to > start && (onDay || to !== Number.POSITIVE_INFINITY || from >= start) : onDay
}

/** Registrations of the day's sittings, and those that were at one and were transferred since. */
async function registrationsOf(view: DeskView, date: string): Promise<Doc[]> {
  const { from, to } = around(date, date)
  const events = await view.reader.query({ collection: 'bookingEvents', where: [{ field: 'EventVenue', eq: view.site }, { field: 'EventStart', from, to, as: 'instant' }], limit: page_rows })
  const here = events.filter(({ doc }) => dayAt(textOf(doc, 'EventStart'), view.zone) === date)
  const found = new Map<string, Doc>()
  for (const { key } of here) await everyRegistration(view, [{ field: 'EventIdentifier', eq: key.id }], found)
  await everyRegistration(view, [{ field: 'Transfers', present: true }], found)
  return [...found.values()]
}

async function everyRegistration({ reader }: DeskView, where: Parameters<DeskView['reader']['query']>[0]['where'], found: Map<string, Doc>): Promise<void> {
  for (let after: string | undefined; ; ) {
    const page = await reader.query({ collection: 'bookingRegistrations', where, limit: page_rows, ...(after === undefined ? {} : { after }) })
    for (const { key, doc } of page) found.set(key.id, doc)
    after = page.at(-1)?.key.id
    if (page.length < page_rows) return
  }
}

/** When the time of this candidate is up, breaks added; infinite while it is not. */
async function endOf(view: DeskView, registration: Doc, event: Doc): Promise<number> {
  const ends = endsAt(registration, { event, form: await formOfCode(view.reader, textOf(registration, 'Assessment')) })
  if (ends === null) return Number.POSITIVE_INFINITY
  const away = breaksOf(registration).reduce((sum, [from, to]) => sum + (Number.isFinite(to) ? to - from : 0), 0)
  const over = Date.parse(ends) + away
  return over <= Date.parse(view.now) ? over : Number.POSITIVE_INFINITY
}

async function spanOf(view: DeskView, held: HeldSeat, registration: Doc, event: Doc, ends: number): Promise<SeatSpan> {
  return {
    registration: String(registration.id),
    name: textOf(registration, 'LearnerName') ?? String(registration.id),
    code: textOf(registration, 'LearnerCode') ?? '',
    event_title: await titleOfEvent(view, event),
    event_start: textOf(event, 'EventStart') ?? '',
    seat: held.seat, kind: held.kind,
    from: instant(held.from), to: instant(Math.min(held.to, Math.max(ends, held.from))),
    by: held.by, next: held.next, disputed: held.disputed,
    breaks: held.breaks.map(([from, to]) => ({ from: instant(from) ?? '', to: instant(to) })),
  }
}

function instant(ms: number): string | null {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null
}
