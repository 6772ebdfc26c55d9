/** The seats that a candidate was given, moved to and released from: kept for good, each change with when and by whom. */
import type { Doc } from '../../store/store.ts'
import type { CommandContext } from '../command.ts'
import { sameSeat } from '../../../../src-shared/commands/rooms.ts'
import { docsOf, textOf } from './stored-values.ts'

/** The fields that set a seat, or with null take it away, and note the change. @param at when it was, ISO 8601 */
export function seatFields(registration: Doc, seat: string | null, at: string, context: CommandContext): Doc {
  const before = textOf(registration, 'Seat')
  if (before === null ? seat === null : seat !== null && sameSeat(before) === sameSeat(seat)) return { Seat: seat }
  const entry: Doc = {
    id: context.newId(),
    ...(seat === null ? {} : { Seat: seat }),
    ...(before === null ? {} : { Before: before }),
    At: at,
    By: context.actor.name,
    ...(registration.EventIdentifier === undefined ? {} : { EventIdentifier: registration.EventIdentifier }),
  }
  return { Seat: seat, SeatHistory: [...docsOf(registration, 'SeatHistory'), entry] }
}
