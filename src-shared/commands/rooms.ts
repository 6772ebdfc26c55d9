/** Rooms of a venue and the seats in them: how they are changed. Extensions of Hallpass. */
import { Type, type Static } from 'typebox'
import { id_characters_max, room_columns_max, room_name_characters_max, room_order_max, room_rows_max, room_version_max } from '../limits.ts'
import { ID_PATTERN } from '../resource/fields.ts'
import { aboutRegistration, body, count, words } from './booking-fields.ts'
import { seat } from './desk-commands.ts'

const id = (description: string) => Type.String({ description, pattern: ID_PATTERN, maxLength: id_characters_max })
/** "3-4" is the third row, the fourth place from the left. */
const position = () => Type.String({ description: 'Row and column, from 1', pattern: '^[1-9]\\d?-[1-9]\\d?$' })

/** One place of a room. Where a room has no place there is a gap. */
export const roomPlace = body({
  id: position(),
  Seat: seat(),
  Accessible: Type.Optional(Type.Boolean({ description: 'For a candidate who needs an accessible place' })),
  Blocked: Type.Optional(Type.Boolean({ description: 'Nobody is given this seat' })),
})
export type RoomPlace = Static<typeof roomPlace>

const places_max = room_rows_max * room_columns_max
export const saveRoomBody = body({
  Name: Type.Optional(Type.String({ description: 'What the room is called', pattern: '\\S', maxLength: room_name_characters_max })),
  Order: Type.Optional(count('Rooms are filled in this order', 0, room_order_max)),
  Separate: Type.Optional(Type.Boolean({ description: 'For candidates whose accommodation asks for a separate room' })),
  Put: Type.Optional(Type.Array(roomPlace, { description: 'Places that are new or different', maxItems: places_max })),
  Remove: Type.Optional(Type.Array(position(), { description: 'Places that become gaps', maxItems: places_max })),
  Version: Type.Optional(count('The sys_version that was seen', 1, room_version_max)),
})
/** `room` is absent for a new one. */
export const saveRoomInput = body({ room: Type.Optional(id('The room')), venue: id('The venue'), ...saveRoomBody.properties })
export type SaveRoomInput = Static<typeof saveRoomInput>

export const removeRoomInput = body({ room: id('The room'), venue: id('The venue') })
export type RemoveRoomInput = Static<typeof removeRoomInput>

export const releaseSeatBody = body({ Seat: seat(), Reason: Type.Optional(words('Why')) })
export const releaseSeatInput = aboutRegistration(releaseSeatBody.properties)
export type ReleaseSeatInput = Static<typeof releaseSeatInput>

/** A room as it is stored. */
export interface Room {
  id: string
  EventVenue: string
  Name: string
  Order: number
  Separate?: boolean
  Places: RoomPlace[]
}

/** Row and column of a place, from 1. */
export function positionOf(place: Pick<RoomPlace, 'id'>): { row: number; column: number } {
  const [row = 0, column = 0] = place.id.split('-').map(Number)
  return { row, column }
}

/** Seats that differ only in case are one. */
export function sameSeat(seat: string): string {
  return seat.trim().toLowerCase()
}
