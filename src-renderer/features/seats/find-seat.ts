/** Finds a seat by its name, or by who sits there. Pure. */
import type { RoomHere } from '../../../src-shared/desk/seats.ts'
import { placeAt } from '../../ui/seat-grid.tsx'

/** Letters without their marks, small. */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()
}

/** The seat of that name, else the first whose candidate's name or code has the text. */
export function findSeat(rooms: readonly RoomHere[], text: string): { room: string; at: string } | null {
  const asked = folded(text)
  if (asked === '') return null
  const all = rooms.flatMap((room) => room.seats.map((seat) => ({ room: room.id, at: placeAt(seat), seat })))
  const found = all.find(({ seat }) => folded(seat.name) === asked) ?? all.find(({ seat }) => seat.who && seat.state !== 'other' && folded(`${seat.who.name} ${seat.who.sort_name} ${seat.who.code}`).includes(asked))
  return found ? { room: found.room, at: found.at } : null
}
