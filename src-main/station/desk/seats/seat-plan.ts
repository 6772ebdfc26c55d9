/** What "seat everyone" would do, and the seat that one candidate would be given. */
import { positionOf, sameSeat } from '../../../../src-shared/commands/rooms.ts'
import type { SeatPlan, WithoutSeat } from '../../../../src-shared/desk/seats.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import type { DeskView } from '../desk-view.ts'
import { placeCandidates, type PlaceSeat } from './place-candidates.ts'
import { seatingOf, type Seating } from './seat-map.ts'

export async function seatPlanOf(view: DeskView, id: string): Promise<SeatPlan | Refusal> {
  const seating = await seatingOf(view, id)
  if ('refused' in seating) return seating
  const { people } = seating
  const names = new Map(people.map(({ registration, name }) => [registration, name]))
  const named = (registration: string) => ({ registration, name: names.get(registration) ?? registration })
  const { moves, without, beside } = placeCandidates(seatsToGive(seating), people.filter(isToBeSeated).map(({ registration, exam, needs }) => ({ id: registration, exam, needs })))
  return {
    moves: moves.map(({ id: registration, seat }) => ({ ...named(registration), seat })),
    without: without.map(({ id: registration, why }) => ({ ...named(registration), why })),
    beside,
    kept: people.filter(({ seat }) => seat !== null).length,
  }
}

function isToBeSeated({ seat, state }: Seating['people'][number]): boolean {
  return seat === null && state !== 'absent'
}

export interface Suggestion {
  seat: string | null
  /** Why there is none. */
  why: WithoutSeat | null
}

/** Null where the site has no rooms. */
export async function suggestedSeat(view: DeskView, event: string, registration: string): Promise<Suggestion | null> {
  const seating = await seatingOf(view, event)
  if ('refused' in seating || seating.rooms.length === 0) return null
  const person = seating.people.find((one) => one.registration === registration)
  if (!person) return { seat: null, why: null }
  const { moves, without } = placeCandidates(seatsToGive(seating), [{ id: registration, exam: person.exam, needs: person.needs }])
  return { seat: moves[0]?.seat ?? null, why: without[0]?.why ?? null }
}

/** Room by room, row by row. */
function seatsToGive({ rooms, people, others }: Seating): PlaceSeat[] {
  const exams = new Map([...others].map(([seat, { exam }]) => [seat, exam]))
  for (const { seat, exam } of people) if (seat !== null) exams.set(sameSeat(seat), exam)
  return rooms.flatMap(({ id, Separate, Places }) => Places.map((place): PlaceSeat => {
    const exam = exams.get(sameSeat(place.Seat)) ?? null
    return { room: id, name: place.Seat, ...positionOf(place), accessible: place.Accessible === true, separate: Separate === true, taken: place.Blocked === true || exam !== null, exam }
  }))
}
