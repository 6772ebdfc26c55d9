/** The rooms of the demo's venue: a hall with an aisle, a second room, and small ones for those who need one to themselves. */
import type { Room, RoomPlace } from '../../../src-shared/commands/rooms.ts'
import { uuidOf } from './random.ts'

interface Drawn {
  word: string
  Name: string
  Separate?: true
  /** A line each row: `n` a seat, `a` an accessible one, `x` one that nobody is given, a dot a gap. */
  rows: readonly string[]
  /** What the seats' names begin with. */
  prefix: string
  /** The first seat's number. */
  first: number
  digits: number
}

const HALL = ['aann.nnaa', ...Array.from({ length: 7 }, () => 'nnnn.nnnn')]
const ROOMS: readonly Drawn[] = [
  { word: 'hall', Name: 'Main hall', rows: HALL, prefix: '', first: 1, digits: 2 },
  { word: 'north', Name: 'North room', rows: ['nn.nn', 'nn.nn', 'nn.nn', 'nn.nx'], prefix: 'N', first: 1, digits: 0 },
  { word: 'quiet', Name: 'Quiet rooms', Separate: true, rows: ['a.n.n', '.....', 'n.n.n'], prefix: 'Q', first: 1, digits: 0 },
]

export function demoRooms(venue: string, seed: number): Room[] {
  return ROOMS.map((drawn, i) => ({
    id: uuidOf('room', seed, drawn.word), EventVenue: venue, Name: drawn.Name, Order: i + 1,
    ...(drawn.Separate ? { Separate: true } : {}),
    Places: placesOf(drawn),
  }))
}

function placesOf({ rows, prefix, first, digits }: Drawn): RoomPlace[] {
  let number = first
  return rows.flatMap((line, row) => [...line].flatMap((sign, column): RoomPlace[] => {
    if (sign === '.') return []
    const Seat = `${prefix}${String(number++).padStart(digits, '0')}`
    return [{ id: `${row + 1}-${column + 1}`, Seat, ...(sign === 'a' ? { Accessible: true } : {}), ...(sign === 'x' ? { Blocked: true } : {}) }]
  }))
}
