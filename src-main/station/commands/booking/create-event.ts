/** Adds an event with the identifier that the caller chose. */
import { createEventInput, type CreateEventInput } from '../../../../src-shared/commands/booking-events.ts'
import { refuse } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { checkListed, invalidStart, listedValues, venueNotFound } from './event-rules.ts'
import { eventView } from './event-view.ts'
import { countRegistrations, eventsAt } from './load-event.ts'
import { aliasChange } from './place.ts'

interface State {
  existing: boolean
  venue: Loaded | undefined
  start: string | undefined
  /** Scheduled events of the same venue and start. */
  others: Loaded[]
  /** Registrations of the first of them that this writer did not know. */
  registrations: number
}

export const createEvent = defineCommand({
  name: 'create-event',
  input: createEventInput,
  lane: ({ EventVenue, EventStart }: CreateEventInput) => `event/${EventVenue ?? ''}/${toInstant(EventStart) ?? ''}`,
  async load(reader: GuardedReader, input: CreateEventInput): Promise<State> {
    const start = toInstant(input.EventStart)
    const known = (await reader.get('bookingEvents', input.event)) ?? (await reader.get('eventAliases', input.event))
    const venue = input.EventVenue === undefined ? undefined : await reader.get('venues', input.EventVenue)
    const others = venue && start !== undefined ? await eventsAt(reader, venue.key.id, start) : []
    const [first] = unknownTo(input, others)
    return { existing: known !== undefined, venue, start, others, registrations: first ? await countRegistrations(reader, first.key.id) : 0 }
  },
  decide({ existing, venue, start, others, registrations }: State, input: CreateEventInput, context: CommandContext): Decision {
    if (existing) return refuse('invalid', 'Event already exists. You cannot add a new event with the same identifier.')
    const refused = checkListed(input, venue?.doc, [])
    if (refused) return refused
    if (start === undefined) return invalidStart()
    if (!venue) return venueNotFound()

    // Another station made the event of this venue and start meanwhile: headquarters keeps that one.
    const [first] = unknownTo(input, others)
    if (context.pushed && first) {
      return { changes: [aliasChange(input.event, first, context)], answer: () => eventView(first.doc, { venue: venue.doc, registrations }) }
    }
    const event = newEvent(input, venue.key.id, start)
    const key = { tenant: context.tenant, collection: 'bookingEvents' as const, id: input.event }
    const beside = others.map((other) => other.key.id)
    return {
      changes: [{ key, after: event, site: venue.key.id }],
      answer: ([stored]) => eventView(stored ?? event, { venue: venue.doc, registrations: 0 }),
      ...(beside.length === 0 ? {} : { relay: { command: 'create-event', input: { ...input, beside } } }),
    }
  },
})

function unknownTo({ beside = [] }: CreateEventInput, others: readonly Loaded[]): Loaded[] {
  return others.filter(({ key }) => !beside.includes(key.id))
}

function newEvent(input: CreateEventInput, venue: string, start: string): Doc {
  return {
    id: input.event,
    EventVenue: venue,
    EventStart: start,
    ...listedValues(input),
    ...(input.RegistrationLimit === undefined ? {} : { RegistrationLimit: input.RegistrationLimit }),
    EventStatus: 'Scheduled',
  }
}
