/** Giving seats to everyone: rules that hold for every room and every roster. Pure. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeCandidates, type PlacePerson, type PlaceSeat } from '../../../src-main/station/desk/seats/place-candidates.ts'
import type { SeatNeed } from '../../../src-shared/seat-needs.ts'

const grid = (room: string, rows: number, columns: number, more: Partial<PlaceSeat> = {}): PlaceSeat[] =>
  Array.from({ length: rows * columns }, (_, i) => ({ room, name: `${room}${i + 1}`, row: Math.floor(i / columns) + 1, column: (i % columns) + 1, accessible: false, separate: false, taken: false, exam: null, ...more }))
const people = (n: number, exam = 'A'): PlacePerson[] => Array.from({ length: n }, (_, i) => ({ id: `${exam}${i}`, exam, needs: [] }))

const need = fc.subarray<SeatNeed>(['accessible', 'separate'])
const roster = fc.array(fc.record({ exam: fc.constantFrom('A', 'B', 'C'), needs: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, need) }), { maxLength: 30 }).map((list): PlacePerson[] => list.map((one, i) => ({ id: `p${i}`, ...one })))
const room = (name: string) => fc.record({ rows: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 1, max: 5 }), separate: fc.boolean() }).chain(({ rows, columns, separate }) =>
  fc.tuple(...grid(name, rows, columns, { separate }).map((seat) => fc.record({ accessible: fc.boolean(), gap: fc.integer({ min: 0, max: 5 }), exam: fc.constantFrom(null, null, null, 'A', 'B') }).map(({ accessible, gap, exam }) => (gap === 0 ? [] : [{ ...seat, accessible, exam, taken: exam !== null }]))))
    .map((places) => places.flat()))
const venue = fc.tuple(room('R'), room('S'), room('T')).map((rooms) => rooms.flat())

const seatOf = (seats: readonly PlaceSeat[], name: string) => seats.find((seat) => seat.name === name) as PlaceSeat

describe('placing candidates', () => {
  it('gives no seat twice, none that is taken, and everyone a seat or a reason; the same each time', () => {
    fc.assert(fc.property(venue, roster, (seats, all) => {
      const placing = placeCandidates(seats, all)
      const given = placing.moves.map(({ seat }) => seat)
      expect(new Set(given).size).toBe(given.length)
      expect(given.filter((name) => seatOf(seats, name).taken)).toEqual([])
      expect([...placing.moves, ...placing.without].map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted())
      expect(placeCandidates(seats, all)).toEqual(placing)
    }), { numRuns: 100 })
  })

  it('gives whoever needs one an accessible seat or a separate room, and nobody else a separate room', () => {
    fc.assert(fc.property(venue, roster, (seats, all) => {
      for (const { id, seat } of placeCandidates(seats, all).moves) {
        const { needs } = all.find((one) => one.id === id) as PlacePerson
        const { accessible, separate } = seatOf(seats, seat)
        if (needs.includes('accessible')) expect(accessible).toBe(true)
        if (needs.includes('separate')) expect(separate).toBe(true)
        if (needs.length === 0) expect(separate).toBe(false)
      }
    }), { numRuns: 100 })
  })

  it('leaves nobody without a seat who could have one: the most that any placing serves', () => {
    fc.assert(fc.property(venue, roster, (seats, all) => {
      const free = seats.filter(({ taken }) => !taken)
      const fits = ({ needs }: PlacePerson, { accessible, separate }: PlaceSeat) => needs.includes('accessible') ? accessible && (separate || !needs.includes('separate')) : separate === needs.includes('separate')
      expect(placeCandidates(seats, all).moves.length).toBe(largestMatching(all, free, fits))
    }), { numRuns: 100 })
  })

  it('puts whoever needs only an accessible seat into a separate room where somebody else has a seat by it', () => {
    const seats = [...grid('Q', 1, 1, { accessible: true, separate: true }), ...grid('R', 1, 1, { accessible: true })]
    const wheelchair: PlacePerson = { id: 'p', exam: 'A', needs: ['accessible'] }
    expect(placeCandidates(seats, [wheelchair, ...people(1)]).moves).toEqual([{ id: 'p', seat: 'Q1' }, { id: 'A0', seat: 'R1' }])
    expect(placeCandidates(seats, [wheelchair]).moves).toEqual([{ id: 'p', seat: 'R1' }])
  })

  it('keeps one exam apart wherever every second seat is enough', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 5 }), fc.nat(), (rows, columns, other, wish) => {
      const seats = [...grid('R', rows, columns), ...grid('S', other, 3)]
      const most = Math.ceil((rows * columns) / 2) + Math.ceil((other * 3) / 2)
      expect(placeCandidates(seats, people(1 + (wish % most))).beside).toEqual([])
    }), { numRuns: 100 })
  })

  it('names every pair of neighbours of one exam, those beside who sits there already too', () => {
    const seats = grid('R', 1, 3).map((seat, i) => (i === 0 ? { ...seat, taken: true, exam: 'A' } : seat))
    expect(placeCandidates(seats, people(2))).toEqual({ moves: [{ id: 'A0', seat: 'R3' }, { id: 'A1', seat: 'R2' }], without: [], beside: [['R3', 'R2'], ['R2', 'R1']] })
    expect(placeCandidates(grid('R', 1, 4), [...people(2, 'A'), ...people(2, 'B')]).beside).toEqual([])
  })

  it('takes accessible seats for others only when nothing else is left', () => {
    const seats = grid('R', 1, 3).map((seat, i) => ({ ...seat, accessible: i === 0 }))
    expect(placeCandidates(seats, people(2)).moves.map(({ seat }) => seat).toSorted()).toEqual(['R2', 'R3'])
    expect(placeCandidates(seats, people(3)).moves).toHaveLength(3)
  })

  it('says why somebody has none', () => {
    const needs = (...wanted: SeatNeed[]): PlacePerson => ({ id: wanted.join('+'), exam: 'A', needs: wanted })
    expect(placeCandidates(grid('R', 1, 1), [needs('accessible'), needs('separate'), ...people(2)]).without).toEqual([{ id: 'separate', why: 'separate' }, { id: 'accessible', why: 'accessible' }, { id: 'A1', why: 'full' }])
  })
})

/** How many can be served at most, by augmenting paths: the plain way, which no order of seats influences. */
function largestMatching(all: readonly PlacePerson[], free: readonly PlaceSeat[], fits: (person: PlacePerson, seat: PlaceSeat) => boolean): number {
  const holder = new Map<PlaceSeat, PlacePerson>()
  function serve(person: PlacePerson, seen: Set<PlaceSeat>): boolean {
    for (const seat of free) {
      if (seen.has(seat) || !fits(person, seat)) continue
      seen.add(seat)
      const now = holder.get(seat)
      if (now === undefined || serve(now, seen)) {
        holder.set(seat, person)
        return true
      }
    }
    return false
  }
  return all.filter((person) => serve(person, new Set())).length
}
