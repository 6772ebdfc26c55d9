/** Rooms and seats of two desks while the line is down: both changes are kept, or the later is listed. */
import { expect, it } from 'vitest'
import type { RoomPlace } from '../../../src-shared/commands/rooms.ts'
import { heldSeats } from '../../../src-main/station/desk/seats/seat-spans.ts'
import { must } from '../../../src-shared/assert.ts'
import { VENUE } from './exam-site.ts'
import { inShort, makeWorld, resolveOnly, type Desk, type World } from './station-and-hq.ts'

const EVENT = '0e000000-0000-4000-8000-000000000001'
const registration = (n: number) => `0f000000-0000-4000-8000-00000000000${n}`
const ROOM = { id: 'room-1', EventVenue: VENUE, Name: 'Hall', Order: 1, sys_version: 1, Places: [{ id: '1-1', Seat: 'A1' }, { id: '1-2', Seat: 'A2' }, { id: '1-3', Seat: 'A3' }] }

async function world(): Promise<World & { one: Desk; two: Desk }> {
  const made = await makeWorld(['Amara', 'Ravi'], [
    ['venues', { id: VENUE, name: 'Burnaby', time_zone: 'America/Vancouver' }],
    ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: '2026-11-22T17:00:00.000Z', EventStatus: 'Scheduled' }],
    ['rooms', ROOM],
    ...[1, 2].map((n): ['bookingRegistrations', Record<string, unknown>] => ['bookingRegistrations', { id: registration(n), EventIdentifier: EVENT, LearnerName: `Candidate ${n}`, Assessment: 'F', ApprovalStatus: 'Registered', AttendanceStatus: 'Pending' }]),
  ])
  return { ...made, one: must(made.desks[0], 'a desk'), two: must(made.desks[1], 'a desk') }
}
const save = (desk: Desk, changes: Record<string, unknown>) => desk.run('save-room', { room: ROOM.id, venue: VENUE, ...changes })
const seats = async (desk: Desk) => (must(await desk.doc('rooms', ROOM.id), 'the room').Places as RoomPlace[]).map(({ id, Seat, Accessible }) => `${id} ${Seat}${Accessible ? ' accessible' : ''}`).toSorted()

it('different places of one room are both kept, and all desks hold the same room', async () => {
  const { hq, one, two, sync } = await world()
  expect(await save(one, { Put: [{ id: '1-1', Seat: 'A1', Accessible: true }], Remove: ['1-3'] })).toMatchObject({ status: 200 })
  expect(await save(two, { Name: 'Main hall', Put: [{ id: '2-1', Seat: 'B1' }] })).toMatchObject({ status: 200 })
  for (const desk of [one, two, one]) expect(inShort(await sync(desk)).flat().filter((state) => state !== 'applied')).toEqual([])
  for (const desk of [hq, one, two]) expect(await seats(desk)).toEqual(['1-1 A1 accessible', '1-2 A2', '2-1 B1'])
  expect(await one.doc('rooms', ROOM.id)).toEqual(await hq.doc('rooms', ROOM.id))
})

it('one place changed by both is listed with both, and a person decides', async () => {
  const { hq, one, two, sync } = await world()
  await save(one, { Put: [{ id: '1-1', Seat: 'A1', Accessible: true }] })
  await save(two, { Put: [{ id: '1-1', Seat: 'A1', Blocked: true }] })
  await sync(one)
  expect(inShort(await sync(two))).toEqual([['conflict', ['Places/1-1', { id: '1-1', Seat: 'A1', Blocked: true }, { id: '1-1', Seat: 'A1', Accessible: true }]]])
  expect(await resolveOnly(two, { choice: 'mine' })).toMatchObject({ status: 200 })
  await sync(two)
  expect((await hq.doc('rooms', ROOM.id))?.Places).toContainEqual({ id: '1-1', Seat: 'A1', Blocked: true })
})

it('a seat that was given meanwhile stays: the change of the room is listed as refused, the candidate keeps the seat', async () => {
  const { hq, one, two, sync } = await world()
  await one.run('assign-seat', { registration: registration(1), Seat: 'A3' })
  expect(await save(two, { Remove: ['1-3'] })).toMatchObject({ status: 200 })
  await sync(one)
  const [answer] = await sync(two)
  expect(answer).toMatchObject({ state: 'rejected', status: 409, message: 'These seats are given and cannot go: A3 (Candidate 1). Give these candidates other seats first.' })
  for (const desk of [hq, two]) expect(await seats(desk)).toEqual(['1-1 A1', '1-2 A2', '1-3 A3'])
  expect(await two.doc('bookingRegistrations', registration(1))).toMatchObject({ Seat: 'A3' })
})

it('a room that both add under one name is listed; a new room comes to the other desk', async () => {
  const { one, two, sync } = await world()
  await one.run('save-room', { venue: VENUE, Name: 'North', Put: [{ id: '1-1', Seat: 'N1' }] })
  await two.run('save-room', { venue: VENUE, Name: 'north', Put: [{ id: '1-1', Seat: 'M1' }] })
  await sync(one)
  expect(await sync(two)).toMatchObject([{ state: 'rejected', status: 409 }])
  const rooms = await two.store.query({ tenant: 'bc', collection: 'rooms', where: [{ field: 'EventVenue', eq: VENUE }], limit: 10 })
  expect(rooms.map(({ text }) => JSON.parse(text).Name).toSorted()).toEqual(['Hall', 'North'])
})

it('who sat where is the same at every desk after sync; of two seats for one candidate the one that did not stand is marked', async () => {
  const { hq, one, two, sync } = await world()
  await one.run('check-in', { registration: registration(1), Seat: 'A1', IdentityChecks: [] }, '2026-11-22T17:00:00.000Z')
  await sync(one)
  await sync(two)
  await one.run('assign-seat', { registration: registration(1), Seat: 'A2' }, '2026-11-22T17:10:00.000Z')
  await two.run('assign-seat', { registration: registration(1), Seat: 'A3' }, '2026-11-22T17:20:00.000Z')
  await sync(one)
  expect(inShort(await sync(two))).toEqual([['conflict', ['Seat', 'A3', 'A2']]])
  await sync(one)
  const held = async (desk: Desk) => heldSeats(must(await desk.doc('bookingRegistrations', registration(1)), 'the registration')).map(({ seat, kind, by, disputed, from }) => [seat, kind, by, disputed, new Date(from).toISOString().slice(11, 16)])
  const expected = [['A1', 'sat', 'Amara', false, '17:00'], ['A2', 'sat', 'Amara', false, '17:10'], ['A3', 'sat', 'Ravi', true, '17:20']]
  for (const desk of [hq, one, two]) expect(await held(desk)).toEqual(expected)
})
