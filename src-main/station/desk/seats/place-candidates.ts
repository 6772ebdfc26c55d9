/**
 * Gives free seats to candidates. Accessible and separate seats go to those who need them; of several orders of seats
 * and candidates the one is taken that leaves the fewest without a seat and the fewest neighbours of one exam. Pure.
 */
import type { WithoutSeat } from '../../../../src-shared/desk/seats.ts'
import type { SeatNeed } from '../../../../src-shared/seat-needs.ts'

export interface PlaceSeat {
  room: string
  name: string
  row: number
  column: number
  accessible: boolean
  separate: boolean
  /** Nobody can be given it. */
  taken: boolean
  /** The exam of who has it already. */
  exam: string | null
}

export interface PlacePerson {
  id: string
  exam: string
  needs: readonly SeatNeed[]
}

export interface Placing {
  moves: { id: string; seat: string }[]
  without: { id: string; why: WithoutSeat }[]
  beside: [string, string][]
}

/** @param seats in the order in which they are filled @param people in the order in which they are seated */
export function placeCandidates(seats: readonly PlaceSeat[], people: readonly PlacePerson[]): Placing {
  const around = neighbours(seats)
  const needy = people.filter(({ needs }) => needs.length > 0).toSorted((one, other) => rankOf(one) - rankOf(other))
  const others = people.filter(({ needs }) => needs.length === 0)
  let best: Placing | undefined
  // Accessible seats of separate rooms go to those who need no room of their own only where somebody else gets a seat by it.
  for (const spare of [false, true]) {
    for (const order of [seats, everySecond(seats)]) {
      for (const list of [others, alternating(others)]) {
        const placing = attempt(order, [...needy, ...list], around, spare)
        if (!best || isBetter(placing, best)) best = placing
      }
    }
    if (best?.without.length === 0) break
  }
  return best ?? { moves: [], without: [], beside: [] }
}

function isBetter(one: Placing, other: Placing): boolean {
  return one.without.length < other.without.length || (one.without.length === other.without.length && one.beside.length < other.beside.length)
}

/** Those with the fewest seats to choose from come first. */
function rankOf({ needs }: PlacePerson): number {
  return needs.includes('separate') ? (needs.includes('accessible') ? 0 : 1) : 2
}

type Around = ReadonlyMap<PlaceSeat, readonly PlaceSeat[]>

function attempt(seats: readonly PlaceSeat[], people: readonly PlacePerson[], around: Around, spare: boolean): Placing {
  const exams = new Map(seats.map((seat) => [seat, seat.exam]))
  const free = new Set(seats.filter(({ taken }) => !taken))
  const moves: Placing['moves'] = []
  const given: PlaceSeat[] = []
  const without: Placing['without'] = []
  for (const person of people) {
    const seat = seatFor(person, free, exams, around, spare)
    if (!seat) {
      without.push({ id: person.id, why: whyNone(person) })
      continue
    }
    free.delete(seat)
    exams.set(seat, person.exam)
    given.push(seat)
    moves.push({ id: person.id, seat: seat.name })
  }
  return { moves, without, beside: besideOf(given, exams, around) }
}

/** The first seat, among those that suit best, with the fewest neighbours of the same exam. */
function seatFor(person: PlacePerson, free: ReadonlySet<PlaceSeat>, exams: ReadonlyMap<PlaceSeat, string | null>, around: Around, spare: boolean): PlaceSeat | undefined {
  let best: { seat: PlaceSeat; tier: number; same: number } | undefined
  for (const seat of free) {
    const tier = tierOf(person, seat, spare)
    if (tier === null || (best && tier > best.tier)) continue
    const same = (around.get(seat) ?? []).filter((other) => exams.get(other) === person.exam).length
    if (!best || tier < best.tier || same < best.same) best = { seat, tier, same }
    if (best.tier === 0 && best.same === 0) break
  }
  return best?.seat
}

/** How well a seat suits, 0 best; null where it does not. What others may need is kept for them as long as it can be. */
function tierOf({ needs }: PlacePerson, { accessible, separate }: PlaceSeat, spare: boolean): number | null {
  const [needsAccess, needsRoom] = [needs.includes('accessible'), needs.includes('separate')]
  if (needsAccess && !accessible) return null
  if (needsRoom && !separate) return null
  if (separate && !needsRoom) return needsAccess ? Number(!spare) : null
  if (needsAccess) return Number(spare && !needsRoom)
  return Number(accessible)
}

function whyNone({ needs }: PlacePerson): WithoutSeat {
  return needs.includes('separate') ? 'separate' : (needs[0] ?? 'full')
}

function neighbours(seats: readonly PlaceSeat[]): Around {
  const at = new Map(seats.map((seat) => [`${seat.room} ${seat.row} ${seat.column}`, seat]))
  return new Map(seats.map((seat) => {
    const beside = [[0, -1], [0, 1], [-1, 0], [1, 0]].map(([down = 0, right = 0]) => at.get(`${seat.room} ${seat.row + down} ${seat.column + right}`))
    return [seat, beside.filter((other) => other !== undefined)]
  }))
}

function besideOf(given: readonly PlaceSeat[], exams: ReadonlyMap<PlaceSeat, string | null>, around: Around): [string, string][] {
  const isNew = new Set(given)
  const pairs: [string, string][] = []
  for (const seat of given) {
    for (const other of around.get(seat) ?? []) {
      if (exams.get(other) !== exams.get(seat) || (isNew.has(other) && given.indexOf(other) < given.indexOf(seat))) continue
      pairs.push([seat.name, other.name])
    }
  }
  return pairs
}

/** In each room the seats of the colour of a chessboard that has more free seats, then the rest: none of the first are neighbours. */
function everySecond(seats: readonly PlaceSeat[]): PlaceSeat[] {
  return [...Map.groupBy(seats, ({ room }) => room).values()].flatMap((room) => {
    const dark = room.filter(({ row, column }) => (row + column) % 2 === 0)
    const light = room.filter(({ row, column }) => (row + column) % 2 !== 0)
    const free = (some: readonly PlaceSeat[]) => some.filter(({ taken, accessible }) => !taken && !accessible).length
    return free(dark) >= free(light) ? [...dark, ...light] : [...light, ...dark]
  })
}

/** One of each exam in turn, each exam's own order kept. */
function alternating(people: readonly PlacePerson[]): PlacePerson[] {
  const turns = [...Map.groupBy(people, ({ exam }) => exam).values()]
  const mixed: PlacePerson[] = []
  for (let i = 0; mixed.length < people.length; i++) for (const one of turns) mixed.push(...one.slice(i, i + 1))
  return mixed
}
