/** Rooms, seats for everyone, and who sat where: through the station's own routes. */
import { describe, expect, it } from 'vitest'
import type { Doc } from '../../../src-main/station/store/store.ts'
import type { RoomPlace } from '../../../src-shared/commands/rooms.ts'
import type { RoomHere, SeatSpan } from '../../../src-shared/desk/seats.ts'
import { AFTERNOON, event, makeDeskSite, MORNING, person, registrationId, TOMORROW, VENUE, type Answered, type DeskSite } from './make-desk-site.ts'

const row = (letter: string, n: number, more: Partial<RoomPlace> = {}): RoomPlace[] => Array.from({ length: n }, (_, i) => ({ id: `1-${i + 1}`, Seat: `${letter}${i + 1}`, ...more }))
const command = (site: DeskSite, n: number, name: string, body: unknown, token: string): Promise<Answered> => site.ask('POST', `/api/registrations/${registrationId(n)}/commands/${name}`, { token, body })

async function siteOfThree(): Promise<{ site: DeskSite; lead: string; proctor: string }> {
  const site = await makeDeskSite()
  await site.load([
    event(MORNING, '2026-11-23T17:00:00.000Z'), event(AFTERNOON, '2026-11-23T21:00:00.000Z'), event(TOMORROW, '2026-11-24T17:00:00.000Z'),
    ...person(1, MORNING, 'Ana', 'García'), ...person(2, MORNING, 'Seán', 'Ó Briain', { Accommodations: [{ Type: 'Separate room', Name: 'Alone', TimeExtension: 0 }] }),
    ...person(3, MORNING, '伟', '李', { Accommodations: [{ Type: 'Wheelchair access', TimeExtension: 0 }] }), ...person(4, AFTERNOON, 'Ø', undefined),
  ])
  return { site, lead: await site.signIn('ravi'), proctor: await site.signIn('amara') }
}
async function withRooms(): Promise<{ site: DeskSite; lead: string; proctor: string; hall: string }> {
  const made = await siteOfThree()
  const add = async (body: unknown): Promise<string> => (await made.site.ask('POST', '/desk/seats/rooms', { token: made.lead, body })).body.id
  const hall = await add({ Name: 'Hall', Put: [...row('A', 3), { id: '2-1', Seat: 'B1', Accessible: true }, { id: '2-3', Seat: 'B3', Blocked: true }] })
  await add({ Name: 'Quiet room', Separate: true, Put: [{ id: '1-1', Seat: 'Q1' }] })
  return { ...made, hall }
}
const states = ({ body }: Answered) => body.rooms.flatMap((room: RoomHere) => room.seats.map(({ name, state, who }) => [name, state, who?.name ?? null].filter(Boolean).join(' ')))
const spans = ({ body }: Answered, of: 'spans' | 'there' = 'spans') => body[of].map(({ name, kind, from, to, next }: SeatSpan) => [name, kind, from?.slice(11, 16) ?? '-', to?.slice(11, 16) ?? '-', next].filter(Boolean).join(' '))

describe('rooms', () => {
  it('are added and changed by a lead, each seat with a name of its own; a proctor may look', async () => {
    const { site, lead, proctor, hall } = await withRooms()
    expect((await site.ask('POST', '/desk/seats/rooms', { token: proctor, body: { Name: 'Mine', Put: [] } })).status).toBe(403)
    const save = (body: unknown) => site.ask('POST', `/desk/seats/rooms/${hall}`, { token: lead, body })
    expect((await site.ask('POST', '/desk/seats/rooms', { token: lead, body: { Name: 'hall ', Put: [] } })).body).toMatchObject({ status: 409, reason: 'room-name-taken' })
    expect((await save({ Put: [{ id: '3-1', Seat: 'q1' }] })).body).toMatchObject({ status: 409, reason: 'seat-name-taken', facts: { seat: 'q1', room: 'Quiet room' } })
    expect((await save({ Put: [{ id: '41-1', Seat: 'Z1' }] })).body).toMatchObject({ status: 400, reason: 'room-too-large' })
    expect((await save({ Put: [{ id: '0-1', Seat: 'Z1' }] })).status).toBe(400)
    expect((await save({ Name: 'Main hall', Put: [{ id: '1-1', Seat: 'A9' }], Remove: ['1-2'], Version: 1 })).body).toMatchObject({ Name: 'Main hall', Places: [{ id: '1-1', Seat: 'A9' }, { id: '1-3', Seat: 'A3' }, { id: '2-1' }, { id: '2-3' }] })
    expect((await save({ Name: 'Late', Version: 1 })).body).toMatchObject({ status: 409, reason: 'room-changed' })
    expect((await site.ask('GET', '/desk/seats/rooms', { token: proctor })).body.rooms.map(({ Name, version }: Doc) => [Name, version])).toEqual([['Main hall', 2], ['Quiet room', 1]])
    expect((await site.ask('POST', `/desk/seats/rooms/${hall}/remove`, { token: lead, body: {} })).status).toBe(200)
    expect((await save({ Name: 'Gone' })).status).toBe(404)
  })

  it('keep the seats that somebody has: they are named, until the time of these candidates is up', async () => {
    const { site, lead, proctor, hall } = await withRooms()
    expect((await command(site, 1, 'assign-seat', { Seat: 'a2' }, proctor)).status).toBe(200)
    const save = (body: unknown) => site.ask('POST', `/desk/seats/rooms/${hall}`, { token: lead, body })
    for (const body of [{ Remove: ['1-2'] }, { Put: [{ id: '1-2', Seat: 'A22' }] }, { Put: [{ id: '1-2', Seat: 'A2', Blocked: true }] }]) {
      expect((await save(body)).body).toMatchObject({ status: 409, reason: 'seats-in-use', facts: { seats: 'a2 (Ana García)' }, Seats: [{ RegistrationIdentifier: registrationId(1) }] })
    }
    expect((await site.ask('POST', `/desk/seats/rooms/${hall}/remove`, { token: lead, body: {} })).status).toBe(409)
    // The seat may stand elsewhere in the room, and others may go.
    expect((await save({ Put: [{ id: '5-5', Seat: 'A2' }], Remove: ['1-2', '1-3'] })).status).toBe(200)
    expect((await site.ask('GET', `/desk/seats?event=${MORNING}`, { token: proctor })).body.rooms[0].seats.find(({ name }: Doc) => name === 'A2')).toMatchObject({ row: 5, column: 5, state: 'given' })
    site.clock.at = '2026-11-23T20:00:00.000Z'
    expect((await save({ Remove: ['5-5'] })).status).toBe(200)
  })
})

describe('seats for everyone', () => {
  it('are previewed, given at once with an outcome each, and taken back', async () => {
    const { site, proctor } = await withRooms()
    const { body: plan } = await site.ask('GET', `/desk/seats/plan?event=${MORNING}`, { token: proctor })
    expect(plan).toMatchObject({ moves: [{ name: 'Seán Ó Briain', seat: 'Q1' }, { name: '伟 李', seat: 'B1' }, { name: 'Ana García', seat: 'A2' }], without: [], beside: [], kept: 0 })
    await command(site, 4, 'check-in', { Seat: 'A2' }, proctor)
    await command(site, 3, 'assign-seat', { Seat: 'A2' }, proctor)
    const move = ({ registration, seat }: Doc) => ({ RegistrationIdentifier: registration, Seat: seat })
    const { body } = await site.ask('POST', '/desk/seats/place', { token: proctor, body: { Moves: plan.moves.map(move) } })
    expect(body.Items.map(({ status, seat, detail }: Doc) => [status, seat, detail])).toEqual([[200, 'Q1', null], [200, 'B1', null], [200, 'A2', null]])
    await command(site, 1, 'check-in', { IdentityChecks: [] }, proctor)
    expect(states(await site.ask('GET', `/desk/seats?event=${MORNING}`, { token: proctor }))).toEqual(['A1 free', 'A2 in Ana García', 'A3 free', 'B1 given 伟 李', 'B3 blocked', 'Q1 given Seán Ó Briain'])
    const back = await site.ask('POST', '/desk/seats/place', { token: proctor, body: { Moves: plan.moves.map(({ registration, seat }: Doc) => ({ RegistrationIdentifier: registration, Release: seat })) } })
    expect(back.body.Items.map(({ status }: Doc) => status)).toEqual([200, 200, 409])
    expect((await command(site, 2, 'release-seat', { Seat: 'Q1' }, proctor)).body).toMatchObject({ status: 409, reason: 'seat-not-theirs' })
  })

  it('leave out those without a fitting seat, keep those who have one, and see who of another sitting is still there', async () => {
    const { site, proctor } = await withRooms()
    await site.load([event('0e000000-0000-4000-8000-000000000009', '2026-11-23T18:00:00.000Z'), ...person(9, '0e000000-0000-4000-8000-000000000009', 'Li', undefined, { Accommodations: [{ Type: 'Wheelchair access' }] })])
    await command(site, 9, 'assign-seat', { Seat: 'B1' }, proctor)
    await command(site, 2, 'assign-seat', { Seat: '77' }, proctor)
    expect((await site.ask('GET', `/desk/seats/plan?event=${MORNING}`, { token: proctor })).body).toMatchObject({ moves: [{ name: 'Ana García' }], without: [{ name: '伟 李', why: 'accessible' }], kept: 1 })
    const map = await site.ask('GET', `/desk/seats?event=${MORNING}`, { token: proctor })
    expect(states(map)).toContain('B1 other Li')
    expect(map.body.elsewhere.map(({ seat }: Doc) => seat)).toEqual(['77'])
    expect((await site.ask('GET', `/desk/candidates/${registrationId(3)}`, { token: proctor })).body).toMatchObject({ suggested_seat: null, no_seat_because: 'accessible' })
  })

  it('are suggested at the check-in by the same rules; without rooms as ever', async () => {
    const { site, proctor } = await withRooms()
    const suggestion = async (n: number) => (await site.ask('GET', `/desk/candidates/${registrationId(n)}`, { token: proctor })).body.suggested_seat
    expect([await suggestion(1), await suggestion(2), await suggestion(3)]).toEqual(['A1', 'Q1', 'B1'])
    expect((await site.ask('GET', '/desk/scan?code=SEAT-a3', { token: proctor })).body).toEqual({ seat: 'A3' })
    const plain = await siteOfThree()
    expect((await plain.site.ask('GET', `/desk/candidates/${registrationId(1)}`, { token: plain.proctor })).body).toMatchObject({ suggested_seat: '01', no_seat_because: null })
    expect((await plain.site.ask('GET', `/desk/seats?event=${MORNING}`, { token: plain.proctor })).body).toMatchObject({ rooms: [] })
  })
})

describe('who sat where', () => {
  it('is answered by seat and time, for those who moved, left and were transferred, also from a file opened again', async () => {
    const { site, proctor } = await withRooms()
    const at = async (instant: string, n: number, name: string, body: unknown) => {
      site.clock.at = instant
      expect([(await command(site, n, name, body, proctor)).status, name]).toEqual([200, name])
    }
    await at('2026-11-23T16:40:00.000Z', 1, 'check-in', { Seat: 'A1', IdentityChecks: [] })
    await at('2026-11-23T17:10:00.000Z', 1, 'start-break', {})
    await at('2026-11-23T17:20:00.000Z', 1, 'end-break', {})
    await at('2026-11-23T17:30:00.000Z', 1, 'assign-seat', { Seat: 'A3' })
    await at('2026-11-23T17:31:00.000Z', 3, 'check-in', { Seat: 'A1', IdentityChecks: [] })
    await at('2026-11-23T17:40:00.000Z', 3, 'undo-check-in', { Reason: 'Wrong person' })
    await at('2026-11-23T17:45:00.000Z', 2, 'check-in', { Seat: 'A1', IdentityChecks: [] })
    await at('2026-11-23T17:50:00.000Z', 2, 'transfer-lax', { EventVenue: VENUE, EventStart: '2026-11-24T17:00:00.000Z', EventExamType: 'Trades', Learner: '0c000000-0000-4000-8000-000000000002' })
    const again = await site.restart()
    again.clock.at = '2026-11-23T18:00:00.000Z'
    const token = await again.signIn()
    const ask = (query: string) => again.ask('GET', `/desk/seats/history?${query}`, { token })
    expect(spans(await ask('seat=a1&time=09:15'), 'there')).toEqual(['Ana García sat 16:40 17:30 A3'])
    expect((await ask('seat=a1&time=09:15')).body.there[0]).toMatchObject({ by: 'Amara Diallo', disputed: false, breaks: [{ from: '2026-11-23T17:10:00.000Z', to: '2026-11-23T17:20:00.000Z' }] })
    expect(spans(await ask('seat=A1&time=09:35'), 'there')).toEqual(['伟 李 sat 17:31 17:40'])
    expect(spans(await ask('seat=A1&time=09:42'), 'there')).toEqual([])
    expect(spans(await ask('seat=A1'))).toEqual(['Ana García sat 16:40 17:30 A3', '伟 李 sat 17:31 17:40', 'Seán Ó Briain sat 17:45 17:50'])
    expect(spans(await ask('seat=A3'))).toEqual(['Ana García sat 17:30 -'])
    expect(spans(await ask('seat=A1&date=2026-11-24'))).toEqual([])
    again.clock.at = '2026-11-23T22:00:00.000Z'
    expect(spans(await ask('seat=A3'))).toEqual(['Ana García sat 17:30 20:10'])
    expect((await ask('seat=A1&time=25:00')).status).toBe(400)
  })

  it('counts a seat that came with the registration, and says who had been given one without being in', async () => {
    const { site, proctor } = await withRooms()
    await site.load(person(5, MORNING, 'Zoë', 'van der Berg', { Seat: '07' }))
    await command(site, 1, 'assign-seat', { Seat: 'A1' }, proctor)
    site.clock.at = '2026-11-23T17:05:00.000Z'
    await command(site, 5, 'check-in', { IdentityChecks: [] }, proctor)
    const ask = async (query: string) => site.ask('GET', `/desk/seats/history?${query}`, { token: proctor })
    expect(spans(await ask('seat=7&time=09:05'), 'there')).toEqual(['Zoë van der Berg sat 17:05 -'])
    expect(spans(await ask('seat=A1&time=09:00'), 'there')).toEqual(['Ana García given 16:30 -'])
  })
})
