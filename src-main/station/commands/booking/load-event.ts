/** Finds events: by id, also by the id that a second station gave them, and by venue and start. */
import type { Query } from '../../store/store.ts'
import type { GuardedReader, Loaded } from '../command.ts'
import { isCancelledEvent } from './event-view.ts'
import { textOf } from './stored-values.ts'

/** More events than this never share a venue and a start. */
const events_at_once_max = 100

/** The event with that id, or the one that headquarters kept in its place. */
export async function loadEvent(reader: GuardedReader, id: string | null): Promise<Loaded | undefined> {
  if (id === null) return undefined
  const event = await reader.get('bookingEvents', id)
  if (event) return event
  const alias = await reader.get('eventAliases', id)
  const kept = textOf(alias?.doc, 'event')
  return kept === null ? undefined : reader.get('bookingEvents', kept)
}

/** Scheduled events of a venue that start at an instant, the first made first. Each is guarded. */
export async function eventsAt(reader: GuardedReader, venue: string, start: string): Promise<Loaded[]> {
  const found = await reader.query({ collection: 'bookingEvents', where: atVenueAndStart(venue, start), limit: events_at_once_max })
  const current = await Promise.all(found.map(({ key }) => reader.get('bookingEvents', key.id)))
  return current.filter((event): event is Loaded => event !== undefined && !isCancelledEvent(event.doc)).sort(byAge)
}

function byAge(one: Loaded, other: Loaded): number {
  const [a, b] = [one, other].map(({ key, doc }) => `${textOf(doc, 'sys_created_at') ?? ''} ${key.id}`) as [string, string]
  return a < b ? -1 : Number(a > b)
}

/** What must still not be there when an event is made because there was none. */
export function noEventAt(tenant: string, venue: string, start: string): Omit<Query, 'limit' | 'after'> {
  return { tenant, collection: 'bookingEvents', where: [...atVenueAndStart(venue, start), { field: 'EventStatus', eq: 'Scheduled' }] }
}

function atVenueAndStart(venue: string, start: string): Query['where'] {
  return [{ field: 'EventVenue', eq: venue }, { field: 'EventStart', from: start, to: start, as: 'instant' }]
}

/** Registrations of an event that are not cancelled. An imported one without a status counts. */
export async function countRegistrations(reader: Pick<GuardedReader, 'count'>, event: string): Promise<number> {
  const all = await reader.count({ collection: 'bookingRegistrations', where: [{ field: 'EventIdentifier', eq: event }] })
  const cancelled = await reader.count({ collection: 'bookingRegistrations', where: [{ field: 'EventIdentifier', eq: event }, { field: 'ApprovalStatus', eq: 'Cancelled' }] })
  return all - cancelled
}
