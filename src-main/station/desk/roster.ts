/** The roster: who matches what is typed, a page of rows, and how many there are of each kind. */
import type { Roster, RosterFilter, RosterRow, RosterState } from '../../../src-shared/desk.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import { zoneOf } from '../commands/booking/time-zone.ts'
import type { Doc, Key } from '../store/store.ts'
import type { DeskView } from './desk-view.ts'
import type { RosterEntry } from './roster-entry.ts'
import { titleOfEvent } from './sittings.ts'
import { isOn, nextDay } from './venue-day.ts'

export interface RosterQuestion {
  /** Absent: everyone at this site today and tomorrow. */
  event?: string | undefined
  q: string
  filter: RosterFilter
  offset: number
  limit: number
}

export async function rosterOf(view: DeskView, question: RosterQuestion): Promise<Roster | Refusal> {
  const events = question.event === undefined ? await view.events.on(view.site, [view.today, nextDay(view.today)]) : await oneEvent(view, question.event)
  if ('refused' in events) return events
  const people = await view.rosters.search(events.map(({ id }) => String(id)))
  const stands = standings(view, events, question.event !== undefined)
  const doubled = await doubledIn(view, events)
  const { counts, chosen } = divide(people.find(question.q), question.filter, new Set([...conflictedAt(view), ...doubled]), stands)
  return { total: chosen.length, counts, rows: await rowsOf(view, chosen.slice(question.offset, question.offset + question.limit), events, stands, doubled) }
}

async function oneEvent(view: DeskView, id: string): Promise<readonly Doc[] | Refusal> {
  const event = await loadEvent(view.reader, id)
  const venue = textOf(event?.doc, 'EventVenue')
  if (!event || (venue !== null && venue !== view.site)) return refuseFor('event-unknown', {})
  return [event.doc]
}

/** How each entry stands at this desk now. */
export type Stand = (entry: RosterEntry) => RosterState

/**
 * What was recorded counts first. Someone who is still expected is so on the right day and at the right place only;
 * whoever looks at one sitting knows which day it is.
 */
export function standings(view: DeskView, events: readonly Doc[], oneSitting: boolean): Stand {
  const elsewhere = new Map(events.map((event): [string, RosterState] => [String(event.id), whereAndWhen(view, event, oneSitting)]))
  return ({ attendance, event }) => (attendance === 'expected' ? (elsewhere.get(event) ?? 'expected') : attendance)
}

function whereAndWhen(view: DeskView, event: Doc, oneSitting: boolean): RosterState {
  const venue = textOf(event, 'EventVenue')
  if (venue !== null && venue !== view.site) return 'other-venue'
  if (oneSitting || isOn(textOf(event, 'EventStart'), zoneOf(event, view.venue), [view.today])) return 'expected'
  return 'other-day'
}

/** Registrations with an open conflict. */
function conflictedAt({ store, tenant }: DeskView): ReadonlySet<string> {
  const open = store.outbox.conflicts().filter(({ operation, collection }) => operation.tenant === tenant && collection === 'bookingRegistrations')
  return new Set(open.map(({ record_id }) => record_id))
}

/** Registrations that may be one person with another of their sitting. */
export async function doubledIn({ rosters }: DeskView, events: readonly Doc[]): Promise<ReadonlySet<string>> {
  const all = await Promise.all(events.map(({ id }) => rosters.doubles(String(id))))
  return new Set(all.flatMap((of) => [...of.all]))
}

function divide(found: readonly RosterEntry[], filter: RosterFilter, doubtful: ReadonlySet<string>, stand: Stand): { counts: Record<RosterFilter, number>; chosen: readonly RosterEntry[] } {
  const counts: Record<RosterFilter, number> = { all: found.length, 'to-come': 0, in: 0, accommodations: 0, attention: 0 }
  const chosen: RosterEntry[] = []
  for (const entry of found) {
    const state = stand(entry)
    const toCome = state === 'expected'
    const isIn = state === 'in' || state === 'late'
    const accommodated = entry.accommodations.length > 0 && state !== 'cancelled'
    const attention = state === 'cancelled' || state === 'withdrawn' || state === 'other-venue' || doubtful.has(entry.id)
    if (toCome) counts['to-come']++
    if (isIn) counts.in++
    if (accommodated) counts.accommodations++
    if (attention) counts.attention++
    if ((filter === 'to-come' && toCome) || (filter === 'in' && isIn) || (filter === 'accommodations' && accommodated) || (filter === 'attention' && attention)) chosen.push(entry)
  }
  return { counts, chosen: filter === 'all' ? found : chosen }
}

/** Entries as rows. `events` holds the events of them all, `doubled` who may be one person with another of them. */
export async function rowsOf(view: DeskView, entries: readonly RosterEntry[], events: readonly Doc[], stand: Stand, doubled: ReadonlySet<string>): Promise<RosterRow[]> {
  const shown = new Set(entries.map(({ event }) => event))
  const facts = new Map<string, { title: string; start: string }>()
  for (const event of events) {
    if (shown.has(String(event.id))) facts.set(String(event.id), { title: await titleOfEvent(view, event), start: textOf(event, 'EventStart') ?? '' })
  }
  const waiting = view.store.outbox.waitingOn(entries.map(({ id }): Key => ({ tenant: view.tenant, collection: 'bookingRegistrations', id })))
  return entries.map((entry) => ({
    id: entry.id,
    sort_name: entry.sort_name,
    name: entry.name,
    code: entry.code,
    seat: entry.seat,
    state: stand(entry),
    checked_in_at: entry.checked_in_at,
    accommodations: entry.accommodations,
    extra_minutes: entry.extra_minutes,
    event_id: entry.event,
    event_title: facts.get(entry.event)?.title ?? '',
    event_start: facts.get(entry.event)?.start ?? '',
    waiting: waiting.has(`bookingRegistrations/${entry.id}`),
    double: doubled.has(entry.id),
  }))
}
