import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Doc } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { ANA, AUCKLAND, goodBody, LI, NIAMH, START, TENANT, VENUE } from './exam-site.ts'
import { inShort, makeWorld, resolveOnly, type Desk } from './station-and-hq.ts'

const EVENT = '0e000000-0000-4000-8000-000000000001'
const R1 = '0d000000-0000-4000-8000-000000000001'
const R2 = '0d000000-0000-4000-8000-000000000002'
const EARLY = '2026-11-22T16:40:00.000Z'
const LATER = '2026-11-22T16:50:00.000Z'

const contact = (id: string, name: string): [Collection, Doc] => ['contacts', { id, name }]
const BASE: [Collection, Doc][] = [
  ['venues', { id: VENUE, time_zone: 'America/Vancouver', exam_types: ['Theory'], exam_formats: ['Paper'], billing_codes: ['STD'] }],
  ['assessmentForms', { id: 'form-a', code: 'WELD-1', published: true, duration_minutes: 120 }],
  contact(ANA, 'Ana Müller'), contact(NIAMH, "Niamh O'Brien"), contact(LI, '李娜'),
]
const ROSTER: [Collection, Doc][] = [
  ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: START, EventStatus: 'Scheduled' }],
  ['bookingRegistrations', { id: R1, EventIdentifier: EVENT, Learner: ANA, LearnerName: 'Ana Müller', Assessment: 'WELD-1', AttendanceStatus: 'Pending', ApprovalStatus: 'Registered' }],
  ['bookingRegistrations', { id: R2, EventIdentifier: EVENT, Learner: LI, LearnerName: '李娜', Assessment: 'WELD-1', AttendanceStatus: 'Pending', ApprovalStatus: 'Registered' }],
]

async function desks(docs = [...BASE, ...ROSTER]) {
  const world = await makeWorld(['north', 'south'], docs)
  const [north, south] = world.desks as [Desk, Desk]
  const settle = async () => {
    const first = inShort(await world.sync(north))
    const second = inShort(await world.sync(south))
    await world.sync(north)
    return [...first, ...second]
  }
  const same = async (collection: Collection, id: string) => {
    const texts = await Promise.all([world.hq, north, south].map(async ({ store }) => (await store.get({ tenant: TENANT, collection, id }))?.text))
    expect(new Set(texts).size).toBe(1)
    return world.hq.doc(collection, id)
  }
  return { ...world, north, south, settle, same }
}

describe('two desks, the line down', () => {
  it('admit one candidate: the first to reach headquarters stands, the later is listed', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('check-in', { registration: R1, Seat: '1' }, LATER)
    await south.run('check-in', { registration: R1, Seat: '2' }, EARLY)
    expect(await settle()).toEqual([['applied'], ['conflict', ['CheckedInAt', EARLY, LATER]]])
    expect(south.store.outbox.conflicts()).toMatchObject([{ kind: 'conflict', record_id: R1, field: 'CheckedInAt', theirs_by: 'north', theirs_at: LATER }])
    expect(await same('bookingRegistrations', R1)).toMatchObject({ CheckedInAt: LATER, CheckedInBy: 'north', Seat: '1' })
  })

  it('give one seat to two candidates: both are admitted, the later without the seat', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('check-in', { registration: R1, Seat: '14' })
    await south.run('check-in', { registration: R2, Seat: '14', IdentityChecks: ['Photo'] })
    expect(await settle()).toEqual([['applied'], ['conflict', ['Seat', '14', '14 (Ana Müller)']]])
    const second = await same('bookingRegistrations', R2)
    expect(second).toMatchObject({ AttendanceStatus: 'Present', CheckedInBy: 'south', IdentityChecks: ['Photo'] })
    expect(second).not.toHaveProperty('Seat')
  })

  it('assign one seat twice: the later is listed with who has it', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('assign-seat', { registration: R1, Seat: '14' })
    await south.run('assign-seat', { registration: R2, Seat: '14' })
    expect(await settle()).toEqual([['applied'], ['conflict', ['Seat', '14', '14 (Ana Müller)']]])
    expect(await same('bookingRegistrations', R2)).not.toHaveProperty('Seat')
  })

  it('admit and mark absent: never both', async () => {
    for (const first of ['check-in', 'mark-absent']) {
      const { north, south, settle, same } = await desks()
      await north.run(first, { registration: R1 }, EARLY)
      await south.run(first === 'check-in' ? 'mark-absent' : 'check-in', { registration: R1 }, LATER)
      const [, [state, [field]]] = (await settle()) as [unknown, [string, [string]]]
      expect([state, field]).toEqual(['conflict', 'AttendanceStatus'])
      const stored = await same('bookingRegistrations', R1)
      expect([stored?.AttendanceStatus, stored?.CheckedInAt]).toEqual(first === 'check-in' ? ['Present', EARLY] : ['Absent', undefined])
    }
  })

  it('undo only the admission that they saw', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('check-in', { registration: R1, Seat: '1' }, LATER)
    await south.run('check-in', { registration: R1, Seat: '2' }, EARLY)
    await south.run('undo-check-in', { registration: R1, Reason: 'Wrong row' }, EARLY)
    expect((await settle()).map(([state]) => state)).toEqual(['applied', 'conflict', 'conflict'])
    expect(await same('bookingRegistrations', R1)).toMatchObject({ AttendanceStatus: 'Present', CheckedInAt: LATER, CheckedInBy: 'north', Seat: '1' })
  })

  it('take back a mark of absence only where nobody was admitted since', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('mark-absent', { registration: R1 }, EARLY)
    await settle()
    await north.run('check-in', { registration: R1 }, LATER)
    await south.run('undo-check-in', { registration: R1, Reason: 'Seen outside' }, LATER)
    expect(await settle()).toEqual([['applied'], ['conflict', ['CheckedInAt', null, LATER]]])
    expect(await same('bookingRegistrations', R1)).toMatchObject({ AttendanceStatus: 'Present', CheckedInAt: LATER })
  })

  it('grant different accommodations, breaks and reports: all are kept', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('grant-accommodation', { registration: R1, Type: 'Reader' })
    await south.run('grant-accommodation', { registration: R1, Type: 'Extra time', TimeExtension: 30 })
    await south.run('report-incident', { registration: R1, Type: 'Phone', Text: 'Rang' })
    expect(await settle()).toEqual([['applied'], ['applied'], ['applied']])
    expect((await same('bookingRegistrations', R1))?.Accommodations).toMatchObject([{ Type: 'Reader' }, { Type: 'Extra time' }])
  })

  it('make the event of one venue and start: headquarters keeps the first, and what named the second lands on it', async () => {
    const { hq, north, south, settle, same } = await desks(BASE)
    const [mine, theirs] = [randomUUID(), randomUUID()]
    await north.run('register-lax', { ...goodBody, registration: mine, Learner: ANA })
    await south.run('register-lax', { ...goodBody, registration: theirs, Learner: LI })
    const second = String((await south.doc('bookingRegistrations', theirs))?.EventIdentifier)
    await south.run('issue-scrap-paper', { event: second, RegistrationIdentifier: theirs, Count: 2 })
    await south.run('check-in', { registration: theirs, Seat: '5' })
    const first = String((await north.doc('bookingRegistrations', mine))?.EventIdentifier)
    expect(second).not.toBe(first)
    expect((await settle()).map(([state]) => state)).toEqual(['applied', 'applied', 'applied', 'applied'])
    expect(await same('bookingRegistrations', theirs)).toMatchObject({ EventIdentifier: first, Seat: '5' })
    expect(await same('eventAliases', second)).toMatchObject({ event: first })
    expect(await hq.doc('bookingEvents', second)).toBeUndefined()
    expect(await south.doc('bookingEvents', second)).toBeUndefined()
    const sheets = await south.store.query({ tenant: TENANT, collection: 'scrapSheets', where: [{ field: 'EventIdentifier', eq: first }], limit: 10 })
    expect(sheets.length).toBe(2)
    // A write that still names the second event, on a later day.
    expect(await south.run('return-scrap-paper', { event: second, SheetCodes: sheets.map(({ id }) => id) })).toMatchObject({ status: 200 })
  })

  it('create it with the explicit operation, too; one made on purpose beside another stays', async () => {
    const { hq, north, south, settle, same } = await desks(BASE)
    const [one, two, beside] = [randomUUID(), randomUUID(), randomUUID()]
    await north.run('create-event', { event: one, EventVenue: VENUE, EventStart: START })
    await north.run('create-event', { event: beside, EventVenue: VENUE, EventStart: START })
    await south.run('create-event', { event: two, EventVenue: VENUE, EventStart: START })
    expect((await settle()).map(([state]) => state)).toEqual(['applied', 'applied', 'applied'])
    expect([await hq.doc('bookingEvents', one), await hq.doc('bookingEvents', beside), await hq.doc('bookingEvents', two)].map((doc) => doc !== undefined)).toEqual([true, true, false])
    expect([one, beside]).toContain((await same('eventAliases', two))?.event)
  })

  it('transfer to an event of another site that only headquarters knows', async () => {
    const { hq, north, settle } = await desks([...BASE, ...ROSTER, ['venues', { id: AUCKLAND, time_zone: 'Pacific/Auckland' }]])
    const there = randomUUID()
    await hq.run('create-event', { event: there, EventVenue: AUCKLAND, EventStart: START })
    await north.run('transfer-lax', { registration: R1, EventVenue: AUCKLAND, EventStart: START, EventExamType: 'Theory', Learner: ANA, Reason: 'Moved house' })
    const guessed = String((await north.doc('bookingRegistrations', R1))?.EventIdentifier)
    expect(await settle()).toEqual([['applied']])
    expect(await hq.doc('bookingRegistrations', R1)).toMatchObject({ EventIdentifier: there })
    // It has left the station's site, and so has the event that the station made up for it.
    expect([await north.doc('bookingRegistrations', R1), await north.doc('bookingEvents', guessed)]).toEqual([undefined, undefined])
    expect(await north.doc('eventAliases', guessed)).toMatchObject({ event: there })
  })

  it('issue one printed code twice: the other sheets stand, the later use is listed', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('issue-scrap-paper', { event: EVENT, RegistrationIdentifier: R1, SheetCodes: ['P1', 'P2'] })
    await south.run('issue-scrap-paper', { event: EVENT, RegistrationIdentifier: R2, SheetCodes: ['P2', 'P3'] })
    expect(await settle()).toEqual([['applied'], ['conflict', ['RegistrationIdentifier', R2, R1]]])
    expect(await same('scrapSheets', 'P2')).toMatchObject({ RegistrationIdentifier: R1 })
    expect(await same('scrapSheets', 'P3')).toMatchObject({ RegistrationIdentifier: R2 })
  })

  it('keep the codes that were printed, and sheets that others moved are listed one by one', async () => {
    const { hq, north, south, settle, same } = await desks()
    const issued = await north.run('issue-scrap-paper', { event: EVENT, RegistrationIdentifier: R1, Count: 3 })
    const codes = (issued as { body: { Items: { SheetCode: string }[] } }).body.Items.map(({ SheetCode }) => SheetCode) as [string, string, string]
    await settle()
    await north.run('miss-scrap-paper', { event: EVENT, SheetCodes: [codes[0]] })
    await north.run('return-scrap-paper', { event: EVENT, SheetCodes: [codes[1]] })
    await south.run('return-scrap-paper', { event: EVENT, SheetCodes: codes })
    expect((await settle()).map(([state]) => state)).toEqual(['applied', 'applied', 'conflict'])
    expect(await Promise.all(codes.map(async (code) => (await same('scrapSheets', code))?.Status))).toContain('Returned')
    expect((await hq.doc('scrapSheets', codes[2]))?.Status).toBe('Returned')
  })

  it('register beyond the limit: headquarters lists what is too much, with its message', async () => {
    const { north, south, settle } = await desks([...BASE, ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: START, EventStatus: 'Scheduled', RegistrationLimit: 1 }]])
    await north.run('register-lax', { ...goodBody, registration: randomUUID() })
    await south.run('register-lax', { ...goodBody, registration: randomUUID(), Learner: LI })
    expect((await settle()).map(([state]) => state)).toEqual(['applied', 'rejected'])
    expect(south.store.outbox.conflicts()).toMatchObject([{ kind: 'rejected', status: 400, message: 'Event is full.' }])
  })

  it('cancel an event and register for it: nothing is silently lost', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('cancel-event', { event: EVENT, Reason: 'Flood' })
    await south.run('check-in', { registration: R1 })
    expect((await settle()).map(([state]) => state)).toEqual(['applied', 'rejected'])
    expect(await same('bookingRegistrations', R1)).toMatchObject({ ApprovalStatus: 'Cancelled', CancellationReason: 'Flood' })
  })

  it('decide on a seat by the rule of seats: one that is taken is refused, a free one is given', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('check-in', { registration: R1, Seat: '14' })
    await south.run('check-in', { registration: R2, Seat: '14' })
    await settle()
    expect(await resolveOnly(south, { choice: 'mine' })).toMatchObject({ refused: 'conflict', detail: 'Seat 14 is taken by Ana Müller.' })
    expect(await resolveOnly(south, { choice: 'value', value: '15' })).toMatchObject({ status: 200 })
    expect(await settle()).toEqual([['applied']])
    expect(await same('bookingRegistrations', R2)).toMatchObject({ Seat: '15' })
    expect(south.store.outbox.conflicts()).toEqual([])
  })

  it.each([['mine', EARLY], ['theirs', LATER]] as const)('decide which of two admissions counts: %s', async (choice, expected) => {
    const { north, south, settle, same } = await desks()
    await north.run('check-in', { registration: R1 }, LATER)
    await south.run('check-in', { registration: R1 }, EARLY)
    await settle()
    expect(await resolveOnly(south, { choice })).toMatchObject({ status: 200 })
    await settle()
    expect(await same('bookingRegistrations', R1)).toMatchObject({ CheckedInAt: expected, AttendanceStatus: 'Present' })
    expect(south.store.outbox.conflicts()).toEqual([])
  })

  it('decide that a candidate marked absent elsewhere came, at the time when they came', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('mark-absent', { registration: R1 })
    await south.run('check-in', { registration: R1, Seat: '3' }, EARLY)
    await settle()
    expect(await resolveOnly(south, { choice: 'mine' })).toMatchObject({ status: 200 })
    expect(await settle()).toEqual([['applied']])
    expect(await same('bookingRegistrations', R1)).toMatchObject({ AttendanceStatus: 'Present', CheckedInAt: EARLY, Seat: '3' })
  })
})

it('takes no half of an admission over: marked absent and moved to another sitting at one desk, admitted at another', async () => {
  const AFTERNOON = '2026-11-22T21:00:00.000Z'
  const { hq, north, south, sync } = await desks([...BASE, ...ROSTER, ['bookingEvents', { id: '0e000000-0000-4000-8000-0000000000ab', EventVenue: VENUE, EventStart: AFTERNOON, EventExamType: 'Theory', EventStatus: 'Scheduled' }]])
  await south.run('check-in', { registration: R1 }, EARLY)
  await north.run('mark-absent', { registration: R1 }, LATER)
  const moved = await north.run('transfer-lax', { registration: R1, EventStart: AFTERNOON, EventVenue: VENUE, EventExamType: 'Theory', Learner: ANA, Reason: 'Fell ill' }, LATER)
  expect(moved).not.toHaveProperty('detail')
  await sync(south)
  expect((await sync(north)).map(({ state }) => state)).toEqual(['conflict', 'conflict'])
  expect(await hq.doc('bookingRegistrations', R1)).toMatchObject({ AttendanceStatus: 'Present', CheckedInAt: EARLY, CheckedInBy: 'south' })
})
