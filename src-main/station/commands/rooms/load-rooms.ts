/** The rooms of a venue. */
import type { Room, RoomPlace } from '../../../../src-shared/commands/rooms.ts'
import { rooms_max } from '../../../../src-shared/limits.ts'
import { docsOf, numberOf, textOf } from '../booking/stored-values.ts'
import type { GuardedReader, Loaded } from '../command.ts'
import type { Doc } from '../../store/store.ts'

/** In the order in which they are filled; each is guarded. */
export async function loadRooms(reader: GuardedReader, venue: string): Promise<Loaded[]> {
  const found = await reader.query({ collection: 'rooms', where: [{ field: 'EventVenue', eq: venue }], limit: rooms_max })
  const current = await Promise.all(found.map(({ key }) => reader.get('rooms', key.id)))
  return current.filter((room): room is Loaded => room !== undefined).sort(byOrder)
}

/** A stored room; what is missing or of another kind is left out. */
export function roomOf(doc: Doc): Room {
  return {
    id: String(doc.id),
    EventVenue: textOf(doc, 'EventVenue') ?? '',
    Name: textOf(doc, 'Name') ?? String(doc.id),
    Order: numberOf(doc, 'Order') ?? 0,
    ...(doc.Separate === true ? { Separate: true } : {}),
    Places: docsOf(doc, 'Places').flatMap((place): RoomPlace[] => {
      const [id, Seat] = [textOf(place, 'id'), textOf(place, 'Seat')]
      return id === null || Seat === null ? [] : [{ id, Seat, ...(place.Accessible === true ? { Accessible: true } : {}), ...(place.Blocked === true ? { Blocked: true } : {}) }]
    }),
  }
}

function byOrder(one: Loaded, other: Loaded): number {
  const [first, second] = [roomOf(one.doc), roomOf(other.doc)]
  return first.Order - second.Order || (first.Name < second.Name ? -1 : Number(first.Name > second.Name)) || (first.id < second.id ? -1 : 1)
}
