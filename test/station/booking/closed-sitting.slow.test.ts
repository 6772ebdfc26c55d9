/** A closed sitting lets nobody in; what another desk did before it knew of the closing is at headquarters all the same. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { apply } from '../../../src-main/station/commands/apply.ts'
import { transferAtDesk } from '../../../src-main/station/commands/booking/transfer-at-desk.ts'
import type { Command } from '../../../src-main/station/commands/command.ts'
import type { Doc } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { ANA, START, TENANT, VENUE } from './exam-site.ts'
import { makeWorld, type Desk } from './station-and-hq.ts'

const EVENT = '0e000000-0000-4000-8000-000000000001'
const OTHER = '0e000000-0000-4000-8000-000000000002'
const writes_max = 8
const registrationId = (n: number) => `0d000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const contactId = (n: number) => `0c000000-0000-4000-8000-${String(100 + n).padStart(12, '0')}`
const people = Array.from({ length: writes_max }, (_, n) => n)

const DOCS: [Collection, Doc][] = [
  ['venues', { id: VENUE, time_zone: 'America/Vancouver', exam_types: ['Theory'] }],
  ['assessmentForms', { id: 'form-a', code: 'WELD-1', published: true, duration_minutes: 120 }],
  ['contacts', { id: ANA, name: 'Ana Müller' }],
  ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: START, EventStatus: 'Scheduled', EventExamType: 'Theory' }],
  ['bookingEvents', { id: OTHER, EventVenue: VENUE, EventStart: '2026-11-22T21:00:00.000Z', EventStatus: 'Scheduled', EventExamType: 'Theory' }],
  ...people.flatMap((n): [Collection, Doc][] => [
    ['contacts', { id: contactId(n), name: `Þóra ${n}` }],
    ['bookingRegistrations', { id: registrationId(n), EventIdentifier: EVENT, Learner: contactId(n), LearnerName: `Þóra ${n}`, Assessment: 'WELD-1', AttendanceStatus: 'Pending', ApprovalStatus: 'Registered' }],
    ['bookingRegistrations', { id: registrationId(50 + n), EventIdentifier: OTHER, Learner: contactId(n), LearnerName: `Þóra ${n}`, Assessment: 'WELD-1', AttendanceStatus: 'Pending', ApprovalStatus: 'Registered' }],
  ]),
]

/** Only a desk has this command; headquarters is sent the documents' transfer. */
const transfer = ({ env, name }: Desk, input: Doc) => apply(env, { command: transferAtDesk as Command, input, tenant: TENANT, actor: { id: name, name, scope: 'write' } })

/** What lets somebody into the sitting or hands something out, the n-th of its kind; and what headquarters has of it. */
const WRITES = {
  'check-in': { run: (desk: Desk, n: number) => desk.run('check-in', { registration: registrationId(n) }), of: (n: number) => ['bookingRegistrations', registrationId(n), { AttendanceStatus: 'Present' }] },
  register: {
    run: (desk: Desk, n: number) => desk.run('register-at-desk', { registration: registrationId(200 + n), Event: EVENT, Assessment: 'WELD-1', Person: { id: contactId(200 + n), name: 'Ó' } }),
    of: (n: number) => ['bookingRegistrations', registrationId(200 + n), { EventIdentifier: EVENT }],
  },
  transfer: {
    run: (desk: Desk, n: number) => transfer(desk, { registration: registrationId(50 + n), EventVenue: VENUE, EventStart: START, EventExamType: 'Theory', Learner: contactId(n), Reason: 'Asked for the morning' }),
    of: (n: number) => ['bookingRegistrations', registrationId(50 + n), { EventIdentifier: EVENT }],
  },
  issue: { run: (desk: Desk, n: number) => desk.run('issue-scrap-paper', { event: EVENT, RegistrationIdentifier: registrationId(n), SheetCodes: [`S${n}`] }), of: (n: number) => ['scrapSheets', `S${n}`, { Status: 'Issued' }] },
} as const satisfies Record<string, { run: (desk: Desk, n: number) => unknown; of: (n: number) => readonly [Collection, string, Doc] }>

const kind = fc.constantFrom(...(Object.keys(WRITES) as (keyof typeof WRITES)[]))
const step = fc.oneof({ weight: 4, arbitrary: kind }, fc.constantFrom('close' as const, 'reopen' as const, 'north syncs' as const, 'south syncs' as const))
const mornings = 8

it('whatever the order of closing, syncing and letting in: a desk that knows refuses, and nothing that it answered is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: writes_max }), async (steps) => {
      const { hq, desks, sync } = await makeWorld(['north', 'south'], DOCS)
      const [north, south] = desks as [Desk, Desk]
      const closedAt = async (desk: Desk) => ((await desk.doc('bookingEvents', EVENT))?.Closings as Doc[] | undefined)?.some(({ ReopenedAt }) => ReopenedAt === undefined) === true
      const done: (readonly [Collection, string, Doc])[] = []
      const states: string[] = []
      for (const [n, what] of steps.entries()) {
        if (what === 'close') await north.run('close-sitting', { event: EVENT })
        else if (what === 'reopen') await north.run('reopen-sitting', { event: EVENT, Reason: 'Closed too early' })
        else if (what === 'north syncs') await sync(north)
        else if (what === 'south syncs') states.push(...(await sync(south)).map(({ state }) => state))
        else {
          const knows = await closedAt(south)
          const answer = (await WRITES[what].run(south, n)) as Doc
          expect(answer).toMatchObject(knows ? { refused: 'conflict', extra: { reason: 'sitting-closed', facts: { who: 'north', since: expect.any(String) } } } : { status: 200 })
          if (!isRefusal(answer)) done.push(WRITES[what].of(n))
        }
      }
      await sync(north)
      states.push(...(await sync(south)).map(({ state }) => state))
      expect(states.filter((state) => state !== 'applied')).toEqual([])
      await sync(north)
      for (const [collection, id, is] of done) {
        expect(await hq.doc(collection, id)).toMatchObject(is)
        const texts = await Promise.all([hq, north, south].map(async ({ store }) => (await store.get({ tenant: TENANT, collection, id }))?.text))
        expect(new Set(texts).size).toBe(1)
      }
    }),
    { numRuns: mornings, examples: [[['close', 'north syncs', 'check-in', 'register', 'transfer', 'issue', 'south syncs', 'check-in']], [['close', 'north syncs', 'south syncs', 'register', 'transfer', 'issue', 'check-in', 'reopen']]] },
  )
})
