/** Seats of one sitting and the rooms of this site: what the window reads, and what leads change. */
import { Type, type TSchema } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { body, uuid } from '../../../src-shared/commands/booking-fields.ts'
import { seat } from '../../../src-shared/commands/desk-commands.ts'
import { saveRoomBody, type RemoveRoomInput, type SaveRoomInput } from '../../../src-shared/commands/rooms.ts'
import type { SeatOutcome } from '../../../src-shared/desk/seats.ts'
import { seat_moves_max } from '../../../src-shared/limits.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal, PROBLEMS, type Refusal } from '../../../src-shared/problem.ts'
import { DATE_FORMAT } from '../../../src-shared/resource/fields.ts'
import { assignSeat } from '../commands/booking/assign-seat.ts'
import { releaseSeat } from '../commands/booking/release-seat.ts'
import { removeRoom } from '../commands/rooms/remove-room.ts'
import { saveRoom } from '../commands/rooms/save-room.ts'
import type { Desk } from '../desk/desk.ts'
import type { DeskView } from '../desk/desk-view.ts'
import { seatHistoryOf } from '../desk/seats/seat-history.ts'
import { roomsOf, seatMapOf } from '../desk/seats/seat-map.ts'
import { seatPlanOf } from '../desk/seats/seat-plan.ts'
import type { Identity } from './authenticate.ts'
import { placeFor } from './desk-place.ts'
import type { HttpDeps } from './http-deps.ts'
import { route, type Call, type Operation } from './route.ts'

const text = Type.String({ maxLength: 200 })
const event = { event: { required: true, schema: text } } as const
const answered = (description: string, schema: TSchema = Type.Unsafe<object>({ type: 'object' })): Operation['responses'] => ({ 200: { description, schema } })

export function mountDeskSeats(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  const view = (path: string, operationId: string, summary: string, query: NonNullable<Operation['query']>, read: (view: DeskView, asked: Record<string, string>) => Promise<object>) =>
    route(app, deps, {
      tag: 'Desk', extension: true, method: 'GET', path, operationId, summary, query, access: 'read', responses: answered('See src-shared/desk/seats.ts'),
      async handle(call) {
        const place = placeFor(deps, call.request.identity)
        if (isRefusal(place)) return place
        const found = await read(await desk.views.of(place), call.query)
        return isRefusal(found) ? found : { status: 200, body: found }
      },
    })
  view('/desk/seats', 'deskSeats', 'The rooms of this site with who sits where at one sitting', event, (here, { event: id = '' }) => seatMapOf(here, id))
  view('/desk/seats/rooms', 'deskRooms', 'The rooms of this site', {}, (here) => roomsOf(here))
  view('/desk/seats/plan', 'deskSeatPlan', 'What seating everyone would do, and what it could not keep to', event, (here, { event: id = '' }) => seatPlanOf(here, id))
  view('/desk/seats/history', 'deskSeatHistory', 'Who had a seat on a day, and at a moment of it', {
    seat: { required: true, schema: seat() },
    date: { description: 'YYYY-MM-DD at the venue; today unless given', schema: Type.String({ format: DATE_FORMAT, pattern: '^.{10}$' }) },
    time: { description: 'HH:MM at the venue', schema: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }) },
  }, (here, { seat: asked = '', date, time }) => seatHistoryOf(here, { seat: asked, date, time }))
  mountRooms(app, deps)
  mountPlacing(app, deps)
}

const ROOM = { room: { description: 'The room', schema: text } } as const

function mountRooms(app: FastifyInstance, deps: HttpDeps): void {
  const common = { tag: 'Desk', extension: true, method: 'POST', access: 'write' } as const
  const refusals = { 403: { description: 'Not by a lead or an administrator' }, 404: { description: 'No such room' }, 409: { description: 'A name is taken, or somebody has a seat that would go; `Seats` names them' } }
  const save = ({ request, run, params, body: given }: Call) => {
    const venue = venueOfLead(deps, request.identity)
    return isRefusal(venue) ? Promise.resolve(venue) : run(saveRoom, { ...(given as Omit<SaveRoomInput, 'venue'>), venue, ...(params.room === undefined ? {} : { room: params.room }) } satisfies SaveRoomInput)
  }
  route(app, deps, { ...common, path: '/desk/seats/rooms', operationId: 'addRoom', summary: 'Add a room', body: saveRoomBody, responses: { ...refusals, 201: { description: 'The room', schema: Type.Unsafe<object>({ type: 'object' }) } }, handle: save })
  route(app, deps, { ...common, path: '/desk/seats/rooms/{room}', operationId: 'saveRoom', summary: 'Change what is different in a room', params: ROOM, body: saveRoomBody, responses: { ...refusals, ...answered('The room') }, handle: save })
  route(app, deps, {
    ...common, path: '/desk/seats/rooms/{room}/remove', operationId: 'removeRoom', summary: 'Remove a room in which nobody has a seat', params: ROOM, responses: { ...refusals, ...answered('Its id') },
    handle({ request, run, params }) {
      const venue = venueOfLead(deps, request.identity)
      return isRefusal(venue) ? Promise.resolve(venue) : run(removeRoom, { venue, room: params.room ?? '' } satisfies RemoveRoomInput)
    },
  })
}

/** The venue whose rooms this person may change. A program with a key has no role and may. */
function venueOfLead(deps: HttpDeps, identity: Identity): string | Refusal {
  if (identity.session && identity.role !== 'lead' && identity.role !== 'admin') return refuseFor('only-leads', {})
  const place = placeFor(deps, identity)
  return isRefusal(place) ? place : place.site
}

const move = Type.Union([
  body({ RegistrationIdentifier: uuid('The registration ID'), Seat: seat() }),
  body({ RegistrationIdentifier: uuid('The registration ID'), Release: seat() }),
])
type Move = { RegistrationIdentifier: string } & ({ Seat: string } | { Release: string })

function mountPlacing(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    tag: 'Desk', extension: true, method: 'POST', path: '/desk/seats/place', operationId: 'placeCandidates', access: 'write',
    summary: 'Give many seats, or take them back; each succeeds or fails by itself',
    body: body({ Moves: Type.Array(move, { description: 'In this order', minItems: 1, maxItems: seat_moves_max }) }),
    responses: answered('The outcome of each, in order; see src-shared/desk/seats.ts'),
    async handle({ runPart, body: given }) {
      const outcomes: SeatOutcome[] = []
      for (const [i, one] of (given as { Moves: Move[] }).Moves.entries()) {
        const registration = one.RegistrationIdentifier
        const outcome = await ('Seat' in one ? runPart(i, assignSeat, { registration, Seat: one.Seat }) : runPart(i, releaseSeat, { registration, Seat: one.Release }))
        const refused = isRefusal(outcome)
        outcomes.push({ registration, seat: 'Seat' in one ? one.Seat : one.Release, status: refused ? PROBLEMS[outcome.refused].status : outcome.status, detail: refused ? outcome.detail : null })
      }
      return { status: 200, body: { Items: outcomes } }
    },
  })
}
