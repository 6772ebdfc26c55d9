/** Who sits where: one candidate a seat and event. */
import type { Clash } from '../../../../src-shared/problem.ts'
import type { GuardedReader, Loaded } from '../command.ts'
import { isCancelled } from './registration-view.ts'
import { textOf } from './stored-values.ts'

/** More registrations than this never name one seat of one event. */
const seat_namesakes_max = 100

/** The seat as it is written down. */
export function seatName(seat: string): string {
  return seat.trim()
}

/** The other registration that has this seat. Read the event before: its guard and a touch keep the answer true. */
export async function seatHolder(reader: GuardedReader, event: Loaded | undefined, seat: string | undefined, self: string): Promise<Loaded | undefined> {
  if (!event || seat === undefined) return undefined
  const where = [{ field: 'EventIdentifier', eq: event.key.id }, { field: 'Seat', in: seatSpellings(seatName(seat)) }]
  const found = await reader.query({ collection: 'bookingRegistrations', where, limit: seat_namesakes_max })
  return found.find(({ key, doc }) => key.id !== self && !isCancelled(doc))
}

/** "a1" and "A1" are one seat; imported seats may be numbers. */
export function seatSpellings(seat: string): (string | number)[] {
  const number = /^\d{1,9}$/.test(seat) ? [Number(seat)] : []
  return [...new Set([seat, seat.toUpperCase(), seat.toLowerCase()]), ...number]
}

/** The entry for a conflict card: the seat that was wanted, and who has it. */
export function seatClash(registration: Loaded, seat: string, holder: Loaded): Clash {
  return {
    collection: 'bookingRegistrations',
    record_id: registration.key.id,
    field: 'Seat',
    mine: seatName(seat),
    theirs: `${textOf(holder.doc, 'Seat') ?? seatName(seat)} (${holderName(holder)})`,
    theirs_by: textOf(holder.doc, 'CheckedInBy') ?? textOf(holder.doc, 'sys_last_modified_by_id'),
    theirs_at: textOf(holder.doc, 'CheckedInAt') ?? textOf(holder.doc, 'LastChangeTime'),
  }
}

export function holderName(holder: Loaded): string {
  return textOf(holder.doc, 'LearnerName') ?? holder.key.id
}
