/** Makes a room, or changes what is different in one. A seat that somebody has stays. */
import { saveRoomInput, type Room, type RoomPlace, type SaveRoomInput } from '../../../../src-shared/commands/rooms.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { isRefusal, type Refusal } from '../../../../src-shared/problem.ts'
import { rooms_max } from '../../../../src-shared/limits.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { numberOf } from '../booking/stored-values.ts'
import { loadRooms, roomOf } from './load-rooms.ts'
import { changedPlaces, checkNames, checkSize, vanished } from './room-rules.ts'
import { seatsInUse, type SeatInUse } from './seats-in-use.ts'

interface State {
  rooms: Loaded[]
  used: SeatInUse[]
  venueFound: boolean
}

export const saveRoom = defineCommand({
  name: 'save-room',
  input: saveRoomInput,
  lane: ({ venue }: SaveRoomInput) => `rooms/${venue}`,
  async load(reader: GuardedReader, input: SaveRoomInput, { at }: CommandContext): Promise<State> {
    const rooms = await loadRooms(reader, input.venue)
    const before = rooms.find(({ key }) => key.id === input.room)
    const gone = before ? vanished(roomOf(before.doc).Places, changedPlaces(roomOf(before.doc).Places, input)) : []
    return { rooms, used: await seatsInUse(reader, input.venue, gone, at), venueFound: (await reader.get('venues', input.venue)) !== undefined }
  },
  decide({ rooms, used, venueFound }: State, input: SaveRoomInput, context: CommandContext): Decision {
    if (!venueFound) return refuseFor('venue-unknown', {})
    const before = rooms.find(({ key }) => key.id === input.room)
    if (input.room !== undefined && !before) return refuseFor('room-unknown', {})
    if (!before && input.Name === undefined) return refuseFor('room-nameless', {}, { errors: [{ path: '/Name', message: 'is required' }] })
    if (!before && rooms.length >= rooms_max) return refuseFor('rooms-full', { most: rooms_max })
    const changed = changedMeanwhile(before, input, context)
    if (changed) return changed
    const room = before ? roomOf(before.doc) : { id: context.newId(), EventVenue: input.venue, Name: '', Order: nextOrder(rooms), Places: [] }
    const after = withChanges(room, input)
    const others = rooms.filter((other) => other !== before).map(({ doc }) => roomOf(doc))
    const refused = checkSize(after) ?? checkNames(after, others) ?? checkUse(used)
    if (isRefusal(refused)) return refused
    const key = { tenant: context.tenant, collection: 'rooms' as const, id: room.id }
    return {
      changes: [{ key, ...(before ? { before: before.doc } : {}), after: { ...before?.doc, ...after } as Doc, site: input.venue }],
      answer: ([stored]) => stored ?? after,
      ...(before ? {} : { status: 201 }),
    }
  },
})

/** A window that shows an older room would undo what somebody else did at this desk; between desks the merge decides. */
function changedMeanwhile(before: Loaded | undefined, { Version }: SaveRoomInput, { pushed }: CommandContext): Refusal | undefined {
  if (!before || pushed || Version === undefined || Version === numberOf(before.doc, 'sys_version')) return undefined
  return refuseFor('room-changed', {})
}

function withChanges(room: Room, input: SaveRoomInput): Room {
  const { Separate: _before, ...rest } = room
  const separate = input.Separate ?? room.Separate ?? false
  return {
    ...rest,
    Name: (input.Name ?? room.Name).trim(),
    Order: input.Order ?? room.Order,
    ...(separate ? { Separate: true } : {}),
    Places: changedPlaces(room.Places, input) as RoomPlace[],
  }
}

function nextOrder(rooms: readonly Loaded[]): number {
  return rooms.reduce((last, { doc }) => Math.max(last, numberOf(doc, 'Order') ?? 0), 0) + 1
}

/** The refusal that names who has the seats that would go. */
export function checkUse(used: readonly SeatInUse[]): Refusal | undefined {
  if (used.length === 0) return undefined
  const named = used.map(({ Seat, LearnerName }) => `${Seat} (${LearnerName})`).join(', ')
  return refuseFor('seats-in-use', { seats: named }, { extra: { Seats: used } })
}
