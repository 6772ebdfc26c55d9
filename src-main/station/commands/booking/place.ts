/** Where a lax command puts a registration: an event that is there, or one that is made for it. */
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import type { Doc, Query } from '../../store/store.ts'
import type { CommandContext, GuardedReader, Loaded, RecordChange } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { checkListed, invalidStart, listedValues, venueNotFound, type EventFields } from './event-rules.ts'
import { countRegistrations, eventsAt, noEventAt } from './load-event.ts'
import { numberOf } from './stored-values.ts'

export interface Placing extends EventFields {
  EventVenue?: string
  EventStart?: string
  /** The event that the writer made for it, where it made one. */
  new_event?: string
}

/** What was found for a venue and a start. */
export interface Place {
  start: string | undefined
  venue: Loaded | undefined
  event: Loaded | undefined
  registrations: number
  /** True where the writer's own event, or the note about it, is there already. */
  known: boolean
}

export async function loadPlace(reader: GuardedReader, { EventVenue, EventStart, new_event }: Placing): Promise<Place> {
  const start = toInstant(EventStart)
  const venue = EventVenue === undefined ? undefined : await reader.get('venues', EventVenue)
  const [event] = EventVenue !== undefined && start !== undefined ? await eventsAt(reader, EventVenue, start) : []
  const known = new_event !== undefined && ((await reader.get('bookingEvents', new_event)) ?? (await reader.get('eventAliases', new_event))) !== undefined
  return { start, venue, event, registrations: event ? await countRegistrations(reader, event.key.id) : 0, known }
}

/** The event to use, with what has to be written for it. */
export interface Placed {
  event: Doc
  /** The new event, or the note that a second station's event is this one. */
  changes: RecordChange[]
  touches: Loaded['key'][]
  absent: Omit<Query, 'limit' | 'after'>[]
  /** The id of the event that was made here, for headquarters. */
  made?: string
}

export type Required = Parameters<typeof checkListed>[2]

/** Decides the event. `defaults` fill what the request cannot say. */
export function decidePlace(place: Place, placing: Placing, required: Required, context: CommandContext, defaults: Doc = {}): Placed | Refusal {
  if (place.start === undefined) return invalidStart()
  return place.event ? useEvent(place.event, place, placing, context) : makeEvent(place.start, place, placing, required, context, defaults)
}

function useEvent(event: Loaded, { registrations, known }: Place, { new_event }: Placing, context: CommandContext): Placed | Refusal {
  const limit = numberOf(event.doc, 'RegistrationLimit')
  if (limit !== null && registrations >= limit) return refuseFor('event-full', {})
  const second = context.pushed && !known && new_event !== undefined
  return { event: event.doc, changes: second ? [aliasChange(new_event, event, context)] : [], touches: [event.key], absent: [] }
}

function makeEvent(start: string, { venue, known }: Place, placing: Placing, required: Required, context: CommandContext, defaults: Doc): Placed | Refusal {
  const refused = checkListed(placing, venue?.doc, required)
  if (refused) return refused
  if (!venue) return venueNotFound()
  const id = (known ? undefined : placing.new_event) ?? context.newId()
  const event: Doc = { id, ...defaults, EventVenue: venue.key.id, EventStart: start, ...listedValues(placing), EventStatus: 'Scheduled' }
  const key = { tenant: context.tenant, collection: 'bookingEvents' as const, id }
  return { event, changes: [{ key, after: event, site: venue.key.id }], touches: [], absent: [noEventAt(context.tenant, venue.key.id, start)], made: id }
}

/** Notes that later writes which name `second` mean `event`; for every site, as the writer may be at another one than the event. */
export function aliasChange(second: string, event: Loaded, context: CommandContext): RecordChange {
  return {
    key: { tenant: context.tenant, collection: 'eventAliases', id: second },
    after: { id: second, event: event.key.id },
    site: null,
  }
}
