/** What a proctor has to know before letting somebody in, each with its facts. Pure. */
import type { DeskWarning } from '../../../src-shared/desk.ts'
import { late_after_minutes_default } from '../../../src-shared/limits.ts'
import { closingOf } from '../commands/booking/closings.ts'
import { isCancelledEvent } from '../commands/booking/event-view.ts'
import type { LoadedRegistration } from '../commands/booking/load-registration.ts'
import { numberOf, textOf } from '../commands/booking/stored-values.ts'
import { dayAt, zoneOf } from '../commands/booking/time-zone.ts'
import type { DeskView } from './desk-view.ts'
import { venueName } from './place.ts'
import type { Attendance } from './roster-entry.ts'

const minute_ms = 60_000

type Desk = Pick<DeskView, 'site' | 'today' | 'now' | 'venue'>

/** The gravest first. */
export function warningsOf(desk: Desk, found: LoadedRegistration, attendance: Attendance): DeskWarning[] {
  return [
    ...cancelled(found, attendance),
    ...eventCancelled(found),
    ...sittingClosed(found, attendance),
    ...wrongVenue(desk, found),
    ...wrongDay(desk, found),
    ...alreadyIn(desk, found, attendance),
    ...late(desk, found, attendance),
  ]
}

function cancelled({ registration: { doc } }: LoadedRegistration, attendance: Attendance): DeskWarning[] {
  return attendance === 'cancelled' ? [{ code: 'cancelled', detail: known({ why: textOf(doc, 'CancellationReason') }) }] : []
}

function eventCancelled({ event }: LoadedRegistration): DeskWarning[] {
  return event && isCancelledEvent(event.doc) ? [{ code: 'event-cancelled', detail: known({ why: textOf(event.doc, 'CancellationReason') }) }] : []
}

function sittingClosed({ event }: LoadedRegistration, attendance: Attendance): DeskWarning[] {
  const closing = closingOf(event?.doc, 'Sitting')
  if (!closing || (attendance !== 'expected' && attendance !== 'absent')) return []
  return [{ code: 'sitting-closed', detail: known({ who: textOf(closing, 'ClosedBy'), at: textOf(closing, 'ClosedAt') }) }]
}

function wrongVenue({ site }: Desk, { event, venue }: LoadedRegistration): DeskWarning[] {
  const id = textOf(event?.doc, 'EventVenue')
  return id === null || id === site ? [] : [{ code: 'wrong-venue', detail: { venue: venueName(venue?.doc, id), venue_id: id } }]
}

function wrongDay(desk: Desk, { event, venue }: LoadedRegistration): DeskWarning[] {
  const start = textOf(event?.doc, 'EventStart')
  const zone = zoneOf(event?.doc, venue?.doc ?? desk.venue)
  const day = dayAt(start, zone)
  if (day === null || day === desk.today) return []
  return [{ code: 'wrong-day', detail: known({ date: day, today: desk.today, start, time_zone: zone }) }]
}

function alreadyIn(desk: Desk, { registration: { doc }, event, venue }: LoadedRegistration, attendance: Attendance): DeskWarning[] {
  if (attendance !== 'in' && attendance !== 'late') return []
  const place = textOf(event?.doc, 'EventVenue') ?? desk.site
  const where = textOf(doc, 'CheckedInDesk') ?? venueName(venue?.doc ?? desk.venue, place)
  return [{ code: 'already-in', detail: known({ who: textOf(doc, 'CheckedInBy'), at: textOf(doc, 'CheckedInAt'), where, seat: textOf(doc, 'Seat') }) }]
}

/** From the moment on at which a check-in is a late one. */
function late(desk: Desk, { event, venue }: LoadedRegistration, attendance: Attendance): DeskWarning[] {
  const start = textOf(event?.doc, 'EventStart')
  const minutes = Math.floor((Date.parse(desk.now) - Date.parse(start ?? '')) / minute_ms)
  const after = numberOf(venue?.doc, 'late_after_minutes') ?? late_after_minutes_default
  const today = dayAt(start, zoneOf(event?.doc, venue?.doc ?? desk.venue)) === desk.today
  if (!today || !(minutes >= after) || (attendance !== 'expected' && attendance !== 'absent')) return []
  return [{ code: 'late', detail: known({ start, minutes: String(minutes), late_after_minutes: String(after) }) }]
}

/** The facts that there are. */
function known(facts: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, string] => fact[1] !== null))
}
