/** What a room may be: its size, its seats' names. Pure. */
import { positionOf, sameSeat, type Room, type RoomPlace, type SaveRoomInput } from '../../../../src-shared/commands/rooms.ts'
import { room_columns_max, room_rows_max } from '../../../../src-shared/limits.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'

/** The places after a change, row by row. */
export function changedPlaces(places: readonly RoomPlace[], { Put = [], Remove = [] }: Pick<SaveRoomInput, 'Put' | 'Remove'>): RoomPlace[] {
  const after = new Map(places.map((place) => [place.id, place]))
  for (const id of Remove) after.delete(id)
  for (const { id, Seat, Accessible, Blocked } of Put) after.set(id, { id, Seat: Seat.trim(), ...(Accessible ? { Accessible } : {}), ...(Blocked ? { Blocked } : {}) })
  return [...after.values()].sort(byPosition)
}

export function byPosition(one: RoomPlace, other: RoomPlace): number {
  const [first, second] = [positionOf(one), positionOf(other)]
  return first.row - second.row || first.column - second.column
}

/** Seats that somebody could have before and nobody can have afterwards, wherever they stand. */
export function vanished(before: readonly RoomPlace[], after: readonly RoomPlace[]): string[] {
  const usable = new Set(after.filter(({ Blocked }) => !Blocked).map(({ Seat }) => sameSeat(Seat)))
  return before.filter(({ Seat, Blocked }) => !Blocked && !usable.has(sameSeat(Seat))).map(({ Seat }) => Seat)
}

export function checkSize({ Places }: Room): Refusal | undefined {
  const far = Places.find((place) => positionOf(place).row > room_rows_max || positionOf(place).column > room_columns_max)
  return far && refuseFor('room-too-large', { rows: room_rows_max, columns: room_columns_max })
}

/** One seat of a name in all rooms of the venue, one room of a name. */
export function checkNames(room: Room, others: readonly Room[]): Refusal | undefined {
  if (others.some(({ Name }) => sameSeat(Name) === sameSeat(room.Name))) return refuseFor('room-name-taken', { room: room.Name })
  const taken = new Map(others.flatMap(({ Name, Places }) => Places.map(({ Seat }) => [sameSeat(Seat), Name] as const)))
  for (const { Seat } of room.Places) {
    const where = taken.get(sameSeat(Seat))
    if (where !== undefined) return refuseFor('seat-name-taken', { seat: Seat, room: where })
    taken.set(sameSeat(Seat), room.Name)
  }
  return undefined
}
