/** Candidates who have one of some seats, at sittings of a venue that are not over for them. */
import type { GuardedReader, Loaded } from '../command.ts'
import { formOfCode } from '../booking/load-form.ts'
import { isCancelledEvent } from '../booking/event-view.ts'
import { endsAt, isCancelled } from '../booking/registration-view.ts'
import { seatSpellings } from '../booking/seats.ts'
import { textOf } from '../booking/stored-values.ts'

export interface SeatInUse {
  Seat: string
  RegistrationIdentifier: string
  LearnerName: string
  EventStart: string | null
}

const day_ms = 86_400_000
/** Nobody's own time is longer than this. */
const days_back = 2
const events_max = 1_000
const seats_per_read = 100
const registrations_max = 1_000

/** @param at ISO 8601; a sitting that is over by then holds no seat */
export async function seatsInUse(reader: GuardedReader, venue: string, seats: readonly string[], at: string): Promise<SeatInUse[]> {
  if (seats.length === 0) return []
  const from = new Date(Date.parse(at) - days_back * day_ms).toISOString()
  const events = await reader.query({ collection: 'bookingEvents', where: [{ field: 'EventVenue', eq: venue }, { field: 'EventStart', from, as: 'instant' }], limit: events_max })
  const used: SeatInUse[] = []
  for (const { key, doc } of events) {
    if (isCancelledEvent(doc)) continue
    // Read by its key it is guarded: whoever gives a seat touches it.
    const event = await reader.get('bookingEvents', key.id)
    if (!event) continue
    for (let i = 0; i < seats.length; i += seats_per_read) used.push(...(await holders(reader, event, seats.slice(i, i + seats_per_read), at)))
  }
  return used
}

async function holders(reader: GuardedReader, event: Loaded, seats: readonly string[], at: string): Promise<SeatInUse[]> {
  const where = [{ field: 'EventIdentifier', eq: event.key.id }, { field: 'Seat', in: [...new Set(seats.flatMap(seatSpellings))] }]
  const found = (await reader.query({ collection: 'bookingRegistrations', where, limit: registrations_max })).filter(({ doc }) => !isCancelled(doc))
  const used: SeatInUse[] = []
  for (const { key, doc } of found) {
    const ends = endsAt(doc, { event: event.doc, form: await formOfCode(reader, textOf(doc, 'Assessment')) })
    if (ends !== null && ends <= at) continue
    used.push({ Seat: textOf(doc, 'Seat') ?? '', RegistrationIdentifier: key.id, LearnerName: textOf(doc, 'LearnerName') ?? key.id, EventStart: textOf(event.doc, 'EventStart') })
  }
  return used
}
