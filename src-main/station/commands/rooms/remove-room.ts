/** Removes a room in which nobody has a seat. */
import { removeRoomInput, type RemoveRoomInput } from '../../../../src-shared/commands/rooms.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { roomOf } from './load-rooms.ts'
import { checkUse } from './save-room.ts'
import { seatsInUse, type SeatInUse } from './seats-in-use.ts'

interface State {
  room: Loaded | undefined
  used: SeatInUse[]
}

export const removeRoom = defineCommand({
  name: 'remove-room',
  input: removeRoomInput,
  lane: ({ venue }: RemoveRoomInput) => `rooms/${venue}`,
  async load(reader: GuardedReader, { room: id, venue }: RemoveRoomInput, { at }: CommandContext): Promise<State> {
    const room = await reader.get('rooms', id)
    return { room, used: room ? await seatsInUse(reader, venue, roomOf(room.doc).Places.map(({ Seat }) => Seat), at) : [] }
  },
  decide({ room, used }: State, { venue }: RemoveRoomInput): Decision {
    if (!room || roomOf(room.doc).EventVenue !== venue) return refuseFor('room-unknown', {})
    const refused = checkUse(used)
    return refused ?? { changes: [{ key: room.key, before: room.doc, site: room.site }], answer: () => ({ id: room.key.id }) }
  },
})
