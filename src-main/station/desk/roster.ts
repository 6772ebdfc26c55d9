/** The roster: who matches what is typed, a page of rows, and how many there are of each kind. */
import type { Roster, RosterFilter, RosterRow, RosterState } from '../../../src-shared/desk.ts'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import { zoneOf } from '../commands/booking/time-zone.ts'
import type { Doc, Key } from '../store/store.ts'
import type { DeskView } from './desk-view.ts'
import type { RosterEntry } from './roster-entry.ts'
import { searchRoster } from './roster-search.ts'
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

const FILTERS = ['all', 'to-come', 'in', 'accommodations', 'attention'] as const satisfies readonly RosterFilter[]

export async function rosterOf(view: DeskView, question: RosterQuestion): Promise<Roster | Refusal> {
  const events = question.event === undefined ? await view.events.on(view.site, [view.today, nextDay(view.today)]) : await oneEvent(view, question.event)
  if ('refused' in events) return events
  const entries = await view.rosters.sorted(events.map(({ id }) => String(id)))
  const stands = standings(view, events, question.event !== undefined)
  const found = searchRoster(entries, question.q)
  const { counts, chosen } = divide(found, question.filter, conflictedAt(view), stands)
  return { total: chosen.length, counts, rows: await rowsOf(view, chosen.slice(question.offset, question.offset + question.limit), events, stands) }
}

async function oneEvent(view: DeskView, id: string): Promise<readonly Doc[] | Refusal> {
  const event = await loadEvent(view.reader, id)
  const venue = textOf(event?.doc, 'EventVenue')
  if (!event || (venue !== null && venue !== view.site)) return refuse('not-found', 'Event not found.')
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

function divide(found: readonly RosterEntry[], filter: RosterFilter, conflicted: ReadonlySet<string>, stand: Stand): { counts: Record<RosterFilter, number>; chosen: RosterEntry[] } {
  const counts = Object.fromEntries(FILTERS.map((name) => [name, 0])) as Record<RosterFilter, number>
  const chosen: RosterEntry[] = []
  for (const entry of found) {
    const state = stand(entry)
    for (const name of FILTERS) {
      if (!belongs(name, entry, state, conflicted)) continue
      counts[name]++
      if (name === filter) chosen.push(entry)
    }
  }
  return { counts, chosen }
}

function belongs(filter: RosterFilter, { id, accommodations }: RosterEntry, state: RosterState, conflicted: ReadonlySet<string>): boolean {
  switch (filter) {
    case 'all': return true
    case 'to-come': return state === 'expected'
    case 'in': return state === 'in' || state === 'late'
    case 'accommodations': return accommodations.length > 0 && state !== 'cancelled'
    case 'attention': return state === 'cancelled' || state === 'withdrawn' || state === 'other-venue' || conflicted.has(id)
  }
}

/** Entries as rows. `events` holds the events of them all. */
export async function rowsOf(view: DeskView, entries: readonly RosterEntry[], events: readonly Doc[], stand: Stand): Promise<RosterRow[]> {
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
  }))
}
