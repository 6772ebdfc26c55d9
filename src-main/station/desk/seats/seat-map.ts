/** The rooms of this site with who sits where at one sitting. */
import { positionOf, sameSeat, type Room, type RoomPlace } from '../../../../src-shared/commands/rooms.ts'
import type { Sitting } from '../../../../src-shared/desk.ts'
import type { RoomHere, Rooms, SeatHere, SeatMap, SeatPerson } from '../../../../src-shared/desk/seats.ts'
import { seatNeeds } from '../../../../src-shared/seat-needs.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import { stopsOf } from '../../commands/booking/clock-stops.ts'
import { clockAt } from '../../commands/booking/clock-time.ts'
import { loadEvent } from '../../commands/booking/load-event.ts'
import { numberOf, textOf } from '../../commands/booking/stored-values.ts'
import { dayAt } from '../../commands/booking/time-zone.ts'
import { loadRooms, roomOf } from '../../commands/rooms/load-rooms.ts'
import type { Loaded } from '../../commands/command.ts'
import type { Doc } from '../../store/store.ts'
import type { DeskView } from '../desk-view.ts'
import type { RosterEntry } from '../roster-entry.ts'
import { sittingOf } from '../sittings.ts'

const minute_ms = 60_000

/** A sitting with its rooms, for the map and for placing. */
export interface Seating {
  event: Loaded
  sitting: Sitting
  rooms: Room[]
  people: SeatPerson[]
  /** Who of another sitting at the same time has a seat, by the seat's name in small letters. */
  others: Map<string, SeatPerson>
}

export async function seatingOf(view: DeskView, id: string): Promise<Seating | Refusal> {
  const event = await loadEvent(view.reader, id)
  if (!event) return refuseFor('event-unknown', {})
  const sitting = await sittingOf(view, event.doc)
  const rooms = (await loadRooms(view.reader, textOf(event.doc, 'EventVenue') ?? view.site)).map(({ doc }) => roomOf(doc))
  const entries = await view.rosters.of(event.key.id)
  return { event, sitting, rooms, people: peopleOf(view, entries, event.doc, sitting), others: await othersOf(view, sitting) }
}

export async function seatMapOf(view: DeskView, id: string): Promise<SeatMap | Refusal> {
  const seating = await seatingOf(view, id)
  if ('refused' in seating) return seating
  const { sitting, rooms, people, others } = seating
  const bySeat = new Map(people.flatMap((one) => (one.seat === null ? [] : [[sameSeat(one.seat), one] as const])))
  const known = new Set(rooms.flatMap(({ Places }) => Places.map(({ Seat }) => sameSeat(Seat))))
  return {
    event: sitting,
    rooms: rooms.map((room) => roomHere(room, (seat) => bySeat.get(sameSeat(seat)), (seat) => others.get(sameSeat(seat)))),
    without: people.filter(({ seat }) => seat === null),
    elsewhere: people.filter(({ seat }) => seat !== null && !known.has(sameSeat(seat))),
  }
}

export async function roomsOf(view: DeskView): Promise<Rooms> {
  const found = await loadRooms(view.reader, view.site)
  const waiting = view.store.outbox.waitingOn(found.map(({ key }) => key))
  return { rooms: found.map(({ key, doc }) => ({ ...roomOf(doc), version: numberOf(doc, 'sys_version') ?? 1, waiting: waiting.has(`rooms/${key.id}`) })) }
}

function roomHere({ id, Name, Separate, Places }: Room, here: (seat: string) => SeatPerson | undefined, other: (seat: string) => SeatPerson | undefined): RoomHere {
  const at = Places.map(positionOf)
  return {
    id, name: Name, separate: Separate === true,
    rows: Math.max(0, ...at.map(({ row }) => row)), columns: Math.max(0, ...at.map(({ column }) => column)),
    seats: Places.map((place) => seatHere(place, here(place.Seat), other(place.Seat))),
  }
}

function seatHere(place: RoomPlace, who: SeatPerson | undefined, other: SeatPerson | undefined): SeatHere {
  const shown = who ?? other ?? null
  const state = who ? who.state : other ? 'other' : place.Blocked ? 'blocked' : 'free'
  return { ...positionOf(place), name: place.Seat, accessible: place.Accessible === true, state, who: shown }
}

/** Who has not been cancelled, by name. */
function peopleOf(view: DeskView, entries: readonly RosterEntry[], event: Doc, sitting: Sitting): SeatPerson[] {
  return entries
    .filter(({ attendance }) => attendance !== 'cancelled')
    .toSorted((one, other) => (one.search.order < other.search.order ? -1 : Number(one.search.order > other.search.order)) || (one.id < other.id ? -1 : 1))
    .map((entry) => ({
      registration: entry.id, name: entry.name, sort_name: entry.sort_name, code: entry.code, seat: entry.seat,
      needs: seatNeeds(entry.accommodation_types), exam: entry.assessment ?? sitting.exam_type, state: stateOf(view, entry, event, sitting),
    }))
}

function stateOf(view: DeskView, entry: RosterEntry, event: Doc, sitting: Sitting): SeatPerson['state'] {
  if (entry.attendance === 'absent' || entry.attendance === 'withdrawn') return 'absent'
  if (entry.attendance !== 'in' && entry.attendance !== 'late') return 'given'
  if (entry.breaks.some(([, to]) => to === Number.POSITIVE_INFINITY)) return 'break'
  const start = Date.parse(sitting.start)
  const clock = clockAt(Date.parse(view.now), { registration: entry.id, start, end: start + (sitting.duration_minutes + entry.extra_minutes) * minute_ms, breaks: entry.breaks, stops: stopsOf(event) })
  return clock.left <= 0 ? 'left' : 'in'
}

/** Sittings of the same day that overlap this one; each candidate's own time counts. */
async function othersOf(view: DeskView, sitting: Sitting): Promise<Map<string, SeatPerson>> {
  const day = dayAt(sitting.start, view.zone)
  const others = new Map<string, SeatPerson>()
  if (day === null) return others
  for (const event of await view.events.on(view.site, [day])) {
    if (String(event.id) === sitting.id) continue
    const other = await sittingOf(view, event)
    if (other.status === 'Cancelled' || other.start >= sitting.end) continue
    const entries = (await view.rosters.of(other.id)).filter(({ extra_minutes }) => Date.parse(other.end) + extra_minutes * minute_ms > Date.parse(sitting.start))
    for (const one of peopleOf(view, entries, event, other)) if (one.seat !== null && one.state !== 'absent') others.set(sameSeat(one.seat), one)
  }
  return others
}
