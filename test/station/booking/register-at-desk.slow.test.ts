/** People registered at desks without a line: each once at headquarters, what two desks did differently listed. */
import { describe, expect, it } from 'vitest'
import type { Doc } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { ANA, START, TENANT, VENUE } from './exam-site.ts'
import { inShort, makeWorld, type Desk } from './station-and-hq.ts'

const EVENT = '0e000000-0000-4000-8000-000000000001'
const NEXT = '0e000000-0000-4000-8000-000000000002'
const [R1, R2, R3, P1, P2] = [1, 2, 3, 4, 5].map((n) => `0d000000-0000-4000-8000-00000000000${n}`) as [string, string, string, string, string]
const BASE: [Collection, Doc][] = [
  ['venues', { id: VENUE, time_zone: 'America/Vancouver' }],
  ['assessmentForms', { id: 'form-a', code: 'WELD-1', published: true }],
  ['assessmentForms', { id: 'form-b', code: 'WELD-2', published: true }],
  ['contacts', { id: ANA, name: 'Ana Müller' }],
  ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: START, EventStatus: 'Scheduled', EventExamType: 'Theory', RegistrationLimit: 2 }],
  ['bookingEvents', { id: NEXT, EventVenue: VENUE, EventStart: '2026-11-23T17:00:00.000Z', EventStatus: 'Scheduled', EventExamType: 'Theory' }],
]

async function site() {
  const world = await makeWorld(['north', 'south'], BASE)
  const [north, south] = world.desks as [Desk, Desk]
  const settle = async () => {
    const answers = [...inShort(await world.sync(north)), ...inShort(await world.sync(south))]
    await world.sync(north)
    return answers
  }
  const same = async (collection: Collection, id: string) => {
    const texts = await Promise.all([world.hq, north, south].map(async ({ store }) => (await store.get({ tenant: TENANT, collection, id }))?.text))
    expect(new Set(texts).size).toBe(1)
    return world.hq.doc(collection, id)
  }
  return { ...world, north, south, settle, same }
}
const walkIn = (registration: string, Person: Doc, more: Doc = {}): Doc => ({ registration, Event: EVENT, Assessment: 'WELD-1', Person, ...more })
const done = { status: 200 }

describe('registered at a desk without a line', () => {
  it('a new person is one contact and one registration everywhere', async () => {
    const { north, settle, same } = await site()
    expect(await north.run('register-at-desk', walkIn(R1, { id: P1, first_name: '  Ọlá', last_name: "O'Brien" }))).toMatchObject(done)
    expect(await north.run('check-in', { registration: R1, Seat: '3' })).toMatchObject(done)
    expect(await settle()).toEqual([['applied'], ['applied']])
    expect(await same('contacts', P1)).toMatchObject({ first_name: 'Ọlá', name: "Ọlá O'Brien" })
    expect(await same('bookingRegistrations', R1)).toMatchObject({ Learner: P1, AttendanceStatus: 'Present', Seat: '3' })
  })

  it('the same row at two desks is one; another form for it is listed; one known person twice is listed', async () => {
    const { north, south, settle, same } = await site()
    const row = walkIn(R1, { id: P1, name: 'Li' })
    await north.run('register-at-desk', row)
    await south.run('register-at-desk', { ...row, Assessment: 'WELD-2' })
    await north.run('register-at-desk', { registration: R2, Event: EVENT, Assessment: 'WELD-1', Learner: ANA })
    await south.run('register-at-desk', { registration: R3, Event: EVENT, Assessment: 'WELD-1', Learner: ANA })
    const [first, second, agreed, twice] = await settle()
    expect([first, second]).toEqual([['applied'], ['applied']])
    expect(agreed?.[1]).toEqual(['Assessment', 'WELD-2', 'WELD-1'])
    expect(twice?.[0]).toBe('rejected')
    expect(await same('bookingRegistrations', R1)).toMatchObject({ Assessment: 'WELD-1' })
    expect(await same('bookingRegistrations', R3)).toBeUndefined()
    expect(south.store.outbox.conflicts()).toHaveLength(2)
  })

  it('two desks that fill the last place: the later is listed', async () => {
    const { north, south, settle, same } = await site()
    await north.run('register-at-desk', { registration: R1, Event: EVENT, Assessment: 'WELD-1', Learner: ANA })
    await north.run('register-at-desk', walkIn(R2, { id: P1, name: 'Li' }))
    await south.run('register-at-desk', walkIn(R3, { id: P2, name: 'Ó' }))
    expect((await settle()).map(([state]) => state)).toEqual(['applied', 'applied', 'rejected'])
    expect(await same('contacts', P2)).toBeUndefined()
  })

  it('a transfer reaches headquarters once, as the documents know it', async () => {
    const { north, settle, same, hq } = await site()
    await north.run('register-at-desk', walkIn(R1, { id: P1, name: 'Li' }))
    expect(await north.run('transfer-lax', { registration: R1, EventVenue: VENUE, EventStart: '2026-11-23T17:00:00.000Z', EventExamType: 'Theory', Learner: P1, Reason: 'Wrong day' })).toMatchObject(done)
    expect((await settle()).map(([state]) => state)).toEqual(['applied', 'applied'])
    expect(await same('bookingRegistrations', R1)).toMatchObject({ EventIdentifier: NEXT })
    expect((await hq.doc('bookingRegistrations', R1))?.Transfers).toHaveLength(1)
  })
})
