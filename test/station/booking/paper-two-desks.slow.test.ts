/** The end of a sitting and spoilt sheets at two desks while the line is down; and a refused write that is corrected. */
import { describe, expect, it } from 'vitest'
import { fixFields } from '../../../src-main/station/desk/fix-fields.ts'
import type { Doc } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { ANA, goodBody, LI, START, TENANT, VENUE } from './exam-site.ts'
import { makeWorld, resolveOnly, type Desk } from './station-and-hq.ts'

const EVENT = '0e000000-0000-4000-8000-000000000001'
const R1 = '0d000000-0000-4000-8000-000000000001'
const R2 = '0d000000-0000-4000-8000-000000000002'
const R3 = '0d000000-0000-4000-8000-000000000003'
const registered = (id: string, Learner: string, LearnerName: string): [Collection, Doc] =>
  ['bookingRegistrations', { id, EventIdentifier: EVENT, Learner, LearnerName, Assessment: 'WELD-1', AttendanceStatus: 'Present', ApprovalStatus: 'Registered' }]
const DOCS: [Collection, Doc][] = [
  ['venues', { id: VENUE, time_zone: 'America/Vancouver', exam_types: ['Theory'], exam_formats: ['Paper'], billing_codes: ['STD'] }],
  ['assessmentForms', { id: 'form-a', code: 'WELD-1', published: true, duration_minutes: 120 }],
  ['assessmentForms', { id: 'form-b', code: 'WELD-2', published: true, duration_minutes: 120 }],
  ['contacts', { id: ANA, name: 'Ana Müller' }], ['contacts', { id: LI, name: '李娜' }],
  ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: START, EventStatus: 'Scheduled' }],
  registered(R1, ANA, 'Ana Müller'), registered(R2, LI, '李娜'),
]
const SECOND = { id: 'ravi', name: 'Ravi Okafor' }

async function desks() {
  const world = await makeWorld(['north', 'south'], DOCS)
  const [north, south] = world.desks as [Desk, Desk]
  /** Each brings its writes up, the northern desk first; then both have everything. */
  const settle = async () => {
    const states = [...(await world.sync(north)), ...(await world.sync(south))].map(({ state }) => state)
    await world.sync(north)
    return states
  }
  const same = async (collection: Collection, id: string) => {
    const texts = await Promise.all([world.hq, north, south].map(async ({ store }) => (await store.get({ tenant: TENANT, collection, id }))?.text))
    expect(new Set(texts).size).toBe(1)
    return world.hq.doc(collection, id)
  }
  return { ...world, north, south, settle, same }
}

describe('two desks, the line down', () => {
  it('close the paper of one sitting: both closings are kept, with their names', async () => {
    const { north, south, settle, same } = await desks()
    for (const desk of [north, south]) expect(await desk.run('close-paper', { event: EVENT, second: SECOND })).toMatchObject({ status: 200 })
    expect(await settle()).toEqual(['applied', 'applied'])
    expect(await same('bookingEvents', EVENT)).toMatchObject({ EventStatus: 'Scheduled', Closings: [{ ClosedBy: 'north', SignedBy: 'Ravi Okafor' }, { ClosedBy: 'south', SignedBy: 'Ravi Okafor' }] })
    // One reason opens both.
    await north.run('reopen-paper', { event: EVENT, Reason: 'A sheet turned up' })
    expect(await settle()).toEqual(['applied'])
    expect(await same('bookingEvents', EVENT)).toMatchObject({ Closings: [{ ReopenedBy: 'north' }, { ReopenedBy: 'north' }] })
  })

  it('close the paper while the other has a sheet out: the closing is refused and listed, or the sheet stands beside it', async () => {
    const { north, south, settle, same } = await desks()
    await north.run('issue-scrap-paper', { event: EVENT, RegistrationIdentifier: R1, SheetCodes: ['A1'] })
    await south.run('close-paper', { event: EVENT, second: SECOND })
    expect(await settle()).toEqual(['applied', 'rejected'])
    expect(south.store.outbox.conflicts()).toMatchObject([{ kind: 'rejected', status: 409, message: 'The balance is not even: 1 still out. A1 (Ana Müller)' }])
    expect((await same('bookingEvents', EVENT))?.Closings).toBeUndefined()

    const other = await desks()
    await other.north.run('close-paper', { event: EVENT, second: SECOND })
    await other.south.run('issue-scrap-paper', { event: EVENT, RegistrationIdentifier: R1, SheetCodes: ['A1'] })
    expect(await other.settle()).toEqual(['applied', 'applied'])
    expect(await other.same('scrapSheets', 'A1')).toMatchObject({ Status: 'Issued', LearnerName: 'Ana Müller' })
    // The balance is open again, whatever was signed before: it takes two people once more.
    expect(await other.south.run('close-sitting', { event: EVENT })).toMatchObject({ refused: 'conflict', extra: { reason: 'paper-out' } })
  })

  it('a sheet that one desk notes as void and the other hands out is in the hands of the candidate, and a person is told', async () => {
    const { north, south, settle, same } = await desks()
    const printed = await north.run('print-sheets', { event: EVENT, Count: 1 })
    const code = (printed as { body: { Items: { SheetCode: string }[] } }).body.Items[0]!.SheetCode
    await settle()
    await north.run('void-scrap-paper', { event: EVENT, SheetCodes: [code], Reason: 'Torn' })
    await south.run('issue-scrap-paper', { event: EVENT, RegistrationIdentifier: R2, SheetCodes: [code] })
    expect(await settle()).toEqual(['applied', 'conflict'])
    expect(await same('scrapSheets', code)).toMatchObject({ Status: 'Issued', LearnerName: '李娜' })
    expect(south.store.outbox.conflicts()).toMatchObject([{ collection: 'printedSheets', record_id: code, field: 'VoidedAt', theirs_by: 'north' }])
    expect(await resolveOnly(south, { choice: 'theirs' })).toMatchObject({ status: 200 })
  })
})

describe('a refused write', () => {
  it('is corrected on its card and sent again', async () => {
    const { hq, north, settle, same } = await desks()
    await hq.run('update-record', { collection: 'assessmentForms', id: 'form-b', changes: { published: false } })
    await north.run('register-lax', { ...goodBody, registration: R3, EventStart: START, Learner: LI, Assessment: 'WELD-2' })
    expect(await settle()).toEqual(['rejected'])
    const [card] = north.store.outbox.conflicts()
    expect(card).toMatchObject({ kind: 'rejected', message: 'Assessment form not found.' })
    const fields = fixFields(card?.operation.input, card?.message ?? null)
    expect(fields[0]).toEqual({ path: ['Assessment'], value: 'WELD-2', meant: true })
    expect(fields.map(({ path }) => path.join('/'))).not.toContain('Learner')

    for (const value of ['WELD-1', {}, { Form: 'WELD-1' }]) expect(await resolveOnly(north, { choice: 'value', value })).toMatchObject({ refused: 'invalid', errors: [{ path: '/value' }] })
    expect(await resolveOnly(north, { choice: 'value', value: { Assessment: 'NONE' } })).toMatchObject({ refused: 'invalid' })
    expect(north.store.outbox.conflicts()).toHaveLength(1)
    expect(await resolveOnly(north, { choice: 'value', value: { Assessment: 'WELD-1' } })).toMatchObject({ status: 200 })
    expect(await settle()).toEqual(['applied'])
    expect(await same('bookingRegistrations', R3)).toMatchObject({ Assessment: 'WELD-1', Learner: LI })
    expect(north.store.outbox.conflicts()).toEqual([])
  })
})
