/** Cancels an event and with it every registration that is not cancelled yet. */
import { cancelEventInput, type CancelEventInput } from '../../../../src-shared/commands/booking-events.ts'
import { booking_page_rows } from '../../../../src-shared/limits.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded, type RecordChange } from '../command.ts'
import { cancelledFields } from './cancel-registration.ts'
import { eventView } from './event-view.ts'
import { loadEvent } from './load-event.ts'
import { changeOf } from './load-registration.ts'
import { isCancelled } from './registration-view.ts'
import { textOf } from './stored-values.ts'

interface State {
  event: Loaded | undefined
  venue: Loaded | undefined
  registrations: Loaded[]
}

export const cancelEvent = defineCommand({
  name: 'cancel-event',
  input: cancelEventInput,
  lane: ({ event }: CancelEventInput) => `event/${event}`,
  async load(reader: GuardedReader, input: CancelEventInput): Promise<State> {
    const event = await loadEvent(reader, input.event)
    const venueId = textOf(event?.doc, 'EventVenue')
    return {
      event,
      venue: venueId === null ? undefined : await reader.get('venues', venueId),
      registrations: event ? await activeRegistrations(reader, event.key.id) : [],
    }
  },
  decide({ event, venue, registrations }: State, { Reason }: CancelEventInput, context: CommandContext): Decision {
    if (!event) return refuseFor('event-unknown', {})
    const after: Doc = { ...event.doc, EventStatus: 'Cancelled', ...(Reason === undefined ? {} : { CancellationReason: Reason }) }
    const cancelled = registrations.map((registration): RecordChange =>
      changeOf({ registration, event, venue, form: undefined }, cancelledFields(Reason), context))
    return {
      changes: [{ key: event.key, before: event.doc, after, site: event.site }, ...cancelled],
      answer: ([stored]) => eventView(stored ?? event.doc, { venue: venue?.doc, registrations: 0 }),
    }
  },
})

/** All of them, each guarded. The event was read before, and whoever adds one touches it. */
async function activeRegistrations(reader: GuardedReader, event: string): Promise<Loaded[]> {
  const active: Loaded[] = []
  for (let after: string | undefined; ;) {
    const page = await reader.query({ collection: 'bookingRegistrations', where: [{ field: 'EventIdentifier', eq: event }], limit: booking_page_rows, ...(after === undefined ? {} : { after }) })
    for (const { key } of page) {
      const registration = await reader.get('bookingRegistrations', key.id)
      if (registration && !isCancelled(registration.doc)) active.push(registration)
    }
    const last = page.at(-1)
    if (!last || page.length < booking_page_rows) return active
    after = last.key.id
  }
}
