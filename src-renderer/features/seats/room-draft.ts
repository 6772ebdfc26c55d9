/** A room while it is being drawn: what the keys of the editor do to it, and what of it has to be saved. Pure. */
import { positionOf, sameSeat } from '../../../src-shared/commands/rooms.ts'
import type { Room, RoomPlace } from '../../../src-shared/commands/rooms.ts'

export interface Draft {
  /** Null for a new room. */
  id: string | null
  name: string
  separate: boolean
  rows: number
  columns: number
  places: ReadonlyMap<string, RoomPlace>
}

export interface NamingRule {
  kind: 'letters' | 'numbers'
  /** What each name begins with, for numbers. */
  prefix: string
  first: number
}

const new_rows = 5
const new_columns = 6
const letters = 26

export const at = (row: number, column: number) => `${row}-${column}`

export function draftOf({ id, Name, Separate, Places }: Room): Draft {
  const positions = Places.map(positionOf)
  return {
    id, name: Name, separate: Separate === true,
    rows: Math.max(1, ...positions.map(({ row }) => row)), columns: Math.max(1, ...positions.map(({ column }) => column)),
    places: new Map(Places.map((place) => [place.id, place])),
  }
}

/** Seats of which no other room has the name. @param taken names of the seats in other rooms */
export function newDraft(name: string, taken: readonly string[]): Draft {
  const empty: Draft = { id: null, name, separate: false, rows: new_rows, columns: new_columns, places: new Map() }
  const known = new Set(taken.map(sameSeat))
  const last = Math.max(0, ...taken.map((seat) => (/^\d+$/.test(seat) ? Number(seat) : 0)))
  const byLetter = nameAll(resized(empty, new_rows, new_columns), { kind: 'letters', prefix: '', first: 1 })
  return [...byLetter.places.values()].some(({ Seat }) => known.has(sameSeat(Seat))) ? nameAll(byLetter, { kind: 'numbers', prefix: '', first: last + 1 }) : byLetter
}

/** "A", … "Z", "AA", … */
function rowLetters(row: number): string {
  return row <= letters ? String.fromCodePoint(64 + row) : rowLetters(Math.floor((row - 1) / letters)) + rowLetters(((row - 1) % letters) + 1)
}

/** With other numbers of rows and places; new places are seats, those beyond are gone. */
export function resized(draft: Draft, rows: number, columns: number): Draft {
  let next: Draft = { ...draft, rows, columns, places: new Map([...draft.places].filter(([, place]) => positionOf(place).row <= rows && positionOf(place).column <= columns)) }
  for (let row = 1; row <= rows; row++) {
    for (let column = 1; column <= columns; column++) {
      // A column that is an aisle stays one in new rows.
      const isNew = row > draft.rows || column > draft.columns || draft.places.size === 0
      const aisle = column <= draft.columns && draft.places.size > 0 && !hasSeats(draft, column)
      if (isNew && !aisle && !next.places.has(at(row, column))) next = withSeat(next, row, column)
    }
  }
  return next
}

function hasSeats(draft: Draft, column: number): boolean {
  return [...draft.places.values()].some((place) => positionOf(place).column === column)
}

/** A seat at a gap, named after the row; or the other way round. */
export function toggled(draft: Draft, id: string): Draft {
  const { row, column } = positionOf({ id })
  return draft.places.has(id) ? without(draft, id) : withSeat(draft, row, column)
}

/** The whole column becomes an aisle, or seats where it is one. */
export function toggledColumn(draft: Draft, column: number): Draft {
  const aisle = !hasSeats(draft, column)
  let next = draft
  for (let row = 1; row <= draft.rows; row++) {
    if (aisle) next = withSeat(next, row, column)
    else if (next.places.has(at(row, column))) next = without(next, at(row, column))
  }
  return next
}

function without(draft: Draft, id: string): Draft {
  const places = new Map(draft.places)
  places.delete(id)
  return { ...draft, places }
}

function withSeat(draft: Draft, row: number, column: number): Draft {
  const taken = new Set([...draft.places.values()].map(({ Seat }) => sameSeat(Seat)))
  let n = column
  while (taken.has(sameSeat(`${rowLetters(row)}${n}`))) n++
  return { ...draft, places: new Map(draft.places).set(at(row, column), { id: at(row, column), Seat: `${rowLetters(row)}${n}` }) }
}

export function changed(draft: Draft, id: string, change: Partial<RoomPlace>): Draft {
  const place = draft.places.get(id)
  return place ? { ...draft, places: new Map(draft.places).set(id, { ...place, ...change }) } : draft
}

/** Every seat by the rule, row by row from the front left. */
export function nameAll(draft: Draft, { kind, prefix, first }: NamingRule): Draft {
  const ordered = [...draft.places.values()].sort(byPosition)
  const width = prefix === '' ? 0 : 1
  let row = 0
  let letter = 0
  let n = first
  const named = ordered.map((place): [string, RoomPlace] => {
    if (kind === 'letters' && positionOf(place).row !== row) {
      row = positionOf(place).row
      letter++
      n = first
    }
    return [place.id, { ...place, Seat: `${kind === 'letters' ? rowLetters(letter) : prefix}${String(n++).padStart(width, '0')}` }]
  })
  return { ...draft, places: new Map(named) }
}

function byPosition(one: RoomPlace, other: RoomPlace): number {
  const [first, second] = [positionOf(one), positionOf(other)]
  return first.row - second.row || first.column - second.column
}

/** Names that more than one seat of the draft has. */
export function twice(draft: Draft): string[] {
  const known = new Set<string>()
  const same = new Map<string, string>()
  for (const { Seat } of draft.places.values()) {
    const name = sameSeat(Seat)
    if (known.has(name)) same.set(name, Seat)
    known.add(name)
  }
  return [...same.values()]
}

export interface RoomChanges {
  Name?: string
  Separate?: boolean
  Put?: RoomPlace[]
  Remove?: string[]
  Version?: number
}

/** What is different from the stored room; null where nothing is. */
export function changesOf(draft: Draft, room: Room | null): RoomChanges | null {
  const before = new Map(room?.Places.map((place) => [place.id, place]) ?? [])
  const plain = ({ id, Seat, Accessible, Blocked }: RoomPlace): RoomPlace => ({ id, Seat: Seat.trim(), ...(Accessible ? { Accessible } : {}), ...(Blocked ? { Blocked } : {}) })
  const Put = [...draft.places.values()].map(plain).filter((place) => JSON.stringify(place) !== JSON.stringify(before.get(place.id) && plain(before.get(place.id) as RoomPlace)))
  const Remove = [...before.keys()].filter((id) => !draft.places.has(id))
  const changes: RoomChanges = {
    ...(draft.name.trim() === room?.Name ? {} : { Name: draft.name.trim() }),
    ...(draft.separate === (room?.Separate === true) ? {} : { Separate: draft.separate }),
    ...(Put.length > 0 ? { Put } : {}),
    ...(Remove.length > 0 ? { Remove } : {}),
  }
  return Object.keys(changes).length > 0 ? changes : null
}

/** Lays the changes of a draft over a newer room: what somebody else did to other places stays theirs. */
export function rebased(draft: Draft, from: Room, to: Room): Draft {
  const changes = changesOf(draft, from)
  const newer = draftOf(to)
  if (!changes) return newer
  const places = new Map(newer.places)
  for (const id of changes.Remove ?? []) places.delete(id)
  for (const place of changes.Put ?? []) places.set(place.id, place)
  return { ...newer, name: changes.Name ?? newer.name, separate: changes.Separate ?? newer.separate, rows: Math.max(newer.rows, draft.rows), columns: Math.max(newer.columns, draft.columns), places }
}
