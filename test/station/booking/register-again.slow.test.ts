/** A registration cancelled by mistake, registered again: at one desk or at two without a line, it is one fresh registration everywhere, and the cancelled one stays what it is. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { registeredAgainId } from '../../../src-main/station/commands/booking/register-again.ts'
import type { Doc } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { ANA, START, TENANT, VENUE } from './exam-site.ts'
import { makeWorld, type Desk } from './station-and-hq.ts'

const EVENT = '0e000000-0000-4000-8000-000000000001'
const FIRST = '0d000000-0000-4000-8000-000000000001'
const ELSE = '0d000000-0000-4000-8000-000000000002'
const AGAIN = registeredAgainId(TENANT, FIRST)
const GRANT = { Type: 'extra-time', Name: 'Extra time', TimeExtension: 30, GrantedBy: 'Þóra', GrantedAt: START }
const DOCS: [Collection, Doc][] = [
  ['venues', { id: VENUE, time_zone: 'America/Vancouver' }],
  ['assessmentForms', { id: 'form-a', code: 'WELD-1', published: true }],
  ['contacts', { id: ANA, name: "Ana O'Müller", code: 'A-1' }],
  ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: START, EventStatus: 'Scheduled', EventExamType: 'Theory', RegistrationLimit: 2 }],
  ['examRegistrations', { id: 'exam-1', name: "Ana O'Müller", status: 'registered' }],
  ['bookingRegistrations', { id: FIRST, EventIdentifier: EVENT, Learner: ANA, LearnerName: "Ana O'Müller", Assessment: 'WELD-1', AttendanceStatus: 'Pending', ApprovalStatus: 'Registered', Seat: '7', ExamRegistration: 'exam-1', Accommodations: [GRANT] }],
  ['bookingRegistrations', { id: ELSE, EventIdentifier: EVENT, LearnerName: '李', Assessment: 'WELD-1', AttendanceStatus: 'Pending', ApprovalStatus: 'Registered' }],
]
const done = { status: 200 }
const again = (desk: Desk, registration = FIRST) => desk.run('register-again', { registration, Reason: 'Cancelled by mistake' })

it('keeps the person, the form, what was granted, the exam and the seat; says in whose place and why; refuses what is not cancelled', async () => {
  const { hq, desks: [north], sync } = await makeWorld(['north'], DOCS)
  expect(await again(north!)).toMatchObject({ refused: 'conflict', detail: 'This registration is not cancelled.' })
  await north!.run('cancel-registration', { registration: FIRST, Reason: 'The wrong line' })
  const cancelled = await north!.doc('bookingRegistrations', FIRST)
  expect(await again(north!)).toMatchObject({ ...done, body: { RegistrationIdentifier: AGAIN, LearnerCode: 'A-1', Seat: '7', ExamRegistration: 'exam-1', ApprovalStatus: 'Registered' } })
  // Pressed a second time: nothing is written.
  expect(await again(north!)).toMatchObject(done)
  expect((await sync(north!)).map(({ state }) => state)).toEqual(['applied', 'applied'])
  expect(await hq.doc('bookingRegistrations', AGAIN)).toMatchObject({
    Learner: ANA, Assessment: 'WELD-1', AttendanceStatus: 'Pending', Accommodations: [GRANT],
    RegisteredAgain: { Registration: FIRST, Reason: 'Cancelled by mistake', By: 'north', At: START },
  })
  expect(await hq.doc('bookingRegistrations', FIRST)).toMatchObject({ ApprovalStatus: 'Cancelled', CancellationReason: 'The wrong line', LastChangeTime: cancelled?.LastChangeTime })
})

it('without the seat where somebody has it by then, and never beyond the places of the sitting', async () => {
  const { hq, desks: [north, south], sync } = await makeWorld(['north', 'south'], DOCS)
  await north!.run('cancel-registration', { registration: FIRST })
  await sync(north!)
  await sync(south!)
  await south!.run('assign-seat', { registration: ELSE, Seat: '7' })
  expect(await again(south!)).toMatchObject({ ...done, body: { Seat: null } })
  // The other desk does not know of it: the seat becomes a card, the person is registered all the same.
  expect(await again(north!)).toMatchObject({ ...done, body: { Seat: '7' } })
  await sync(south!)
  await sync(north!)
  expect(await hq.doc('bookingRegistrations', AGAIN)).toMatchObject({ ApprovalStatus: 'Registered' })
  expect((await hq.doc('bookingRegistrations', ELSE))?.Seat).toBe('7')
  const full = await makeWorld(['north'], DOCS.map(([collection, doc]) => [collection, doc.id === EVENT ? { ...doc, RegistrationLimit: 1 } : doc]))
  await full.desks[0]!.run('cancel-registration', { registration: FIRST })
  expect(await again(full.desks[0]!)).toMatchObject({ refused: 'invalid', detail: 'Event is full.' })
})

const ACTS = ['cancel', 'cancel the fresh one', 'again', 'again of the fresh one', 'check in the fresh one', 'sync'] as const
const act = fc.record({ desk: fc.constantFrom(0, 1), what: fc.constantFrom(...ACTS) })
const histories = 6

it('whatever two desks do with the line down and up, all end alike, one registration at most stands, and each fresh one names a cancelled one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
      const { hq, desks, sync } = await makeWorld(['north', 'south'], DOCS)
      const chain = [FIRST, AGAIN, registeredAgainId(TENANT, AGAIN)]
      const RUN: Record<(typeof ACTS)[number], (desk: Desk) => Promise<unknown>> = {
        cancel: (desk) => desk.run('cancel-registration', { registration: FIRST, Reason: desk.name }),
        'cancel the fresh one': (desk) => desk.run('cancel-registration', { registration: AGAIN }),
        again: (desk) => again(desk),
        'again of the fresh one': (desk) => again(desk, AGAIN),
        'check in the fresh one': (desk) => desk.run('check-in', { registration: AGAIN }),
        sync,
      }
      for (const { desk, what } of acts) await RUN[what](desks[desk]!)
      for (let round = 0; round < 2; round++) for (const desk of desks) await sync(desk)
      const docs = await Promise.all(chain.map((id) => hq.doc('bookingRegistrations', id)))
      expect(docs.filter((doc) => doc?.ApprovalStatus === 'Registered').length).toBeLessThanOrEqual(1)
      for (const [at, doc] of docs.entries()) {
        if (at > 0 && doc) expect([doc.RegisteredAgain, docs[at - 1]?.ApprovalStatus]).toMatchObject([{ Registration: chain[at - 1] }, 'Cancelled'])
      }
      for (const id of chain) {
        const texts = await Promise.all([hq, ...desks].map(async ({ store }) => (await store.get({ tenant: TENANT, collection: 'bookingRegistrations', id }))?.text))
        expect(new Set(texts).size).toBe(1)
      }
    }),
    { numRuns: histories },
  )
}, 60_000)
