/** Property: writes that headquarters takes together end exactly as those that it takes one by one. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { apply, type WriteEnv } from '../../../src-main/station/commands/apply.ts'
import { applyOperation, applyOperations, type PushOutcome } from '../../../src-main/station/commands/apply-operation.ts'
import { commandOf } from '../../../src-main/station/commands/registry.ts'
import { openSqliteStore } from '../../../src-main/station/store/sqlite/sqlite-store.ts'
import type { Doc, ImportLine, Operation, Store } from '../../../src-main/station/store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { ANA, goodBody, START, TENANT, VENUE } from '../booking/exam-site.ts'

const EVENT = '0e000000-0000-4000-8000-000000000001'
const REGISTRATIONS = Array.from({ length: 4 }, (_, i) => `0d000000-0000-4000-8000-00000000000${i}`)
const EXAM = 'e-1'
const OFFERING = 'o-1'
const access = { tenant: TENANT, scope: 'admin', site: null } as const

const BASE: ImportLine[] = ([
  ['venues', { id: VENUE, time_zone: 'America/Vancouver' }],
  ['assessmentForms', { id: 'f', code: 'WELD-1', published: true }],
  ['contacts', { id: ANA, name: 'Ana Müller' }],
  ['exams', { id: EXAM, name: 'Welding' }],
  ['examOfferings', { id: OFFERING, exam_id: EXAM }],
  ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: START, EventStatus: 'Scheduled', RegistrationLimit: 3, EventExamFormat: 'Paper', EventBillingCode: 'STD' }],
] satisfies [Collection, Doc][]).map(([collection, doc]) => ({ key: { tenant: TENANT, collection, id: doc.id }, doc, site: null }))

function openStore(): Store {
  const store = openSqliteStore({ file: join(tempFolder(), 'site.db'), key: randomBytes(32).toString('hex'), resources: resourceOf })
  onTestFinished(() => store.close())
  return store
}

/** Ids counted up, so that two headquarters make the same ones. */
function envOf(store: Store, name: string, authority: boolean): WriteEnv {
  let made = 0
  return { store, now: () => START, newId: () => `${name}-${++made}`, isAuthority: () => authority }
}

const exam = (last_name: string): Doc => ({ first_name: 'Ana', last_name, exam_id: EXAM, exam_offering_id: OFFERING, student_id: ANA, date: '2026-11-22' })

const registration = fc.constantFrom(...REGISTRATIONS)
const names = fc.constantFrom('Zoë', "O'Brien", 'Nguyễn Thị Hồng Ánh', 'Ó', '娜')

/** A write; `made` are the exam registrations that the desk has made so far. */
type Write = (made: readonly string[]) => [command: string, input: Doc]

const write: fc.Arbitrary<Write> = fc.oneof(
  fc.record({ registration }).map((input): Write => () => ['register-lax', { ...goodBody, ...input, EventStart: START }]),
  { weight: 3, arbitrary: fc.record({ registration, Seat: fc.constantFrom('1', '2', 'a', 'A') }, { requiredKeys: ['registration'] }).map((input): Write => () => ['check-in', input]) },
  fc.record({ registration, Reason: fc.constant('mistake') }).map((input): Write => () => ['undo-check-in', input]),
  fc.record({ registration, Seat: fc.constantFrom('1', '2') }).map((input): Write => () => ['assign-seat', input]),
  fc.record({ registration }).map((input): Write => () => ['delete-registration', input]),
  { weight: 2, arbitrary: names.map((last_name): Write => () => ['create-record', { collection: 'examRegistrations', doc: exam(last_name) }]) },
  { weight: 2, arbitrary: fc.record({ at: fc.nat(), notes: names }).map(({ at, notes }): Write => (made) => ['update-record', { collection: 'examRegistrations', id: made[at % made.length] ?? 'nobody', changes: { notes } }]) },
  fc.nat().map((at): Write => (made) => ['delete-record', { collection: 'examRegistrations', id: made[at % made.length] ?? 'nobody' }]),
)

/** What a desk without a line has queued after these writes. */
async function queuedBy(name: string, writes: readonly Write[]): Promise<Operation[]> {
  const store = openStore()
  await store.importLines(BASE, START)
  const env = envOf(store, name, false)
  for (const make of writes) {
    const made = (await store.query({ tenant: TENANT, collection: 'examRegistrations', where: [], limit: 100 })).map(({ id }) => id)
    const [command, input] = make(made)
    await apply(env, { command: commandOf(command)!, input, tenant: TENANT, actor: { id: name, name, scope: 'write' } })
  }
  return store.outbox.queued(1_000)
}

async function headquarters(take: (env: WriteEnv, operations: readonly Operation[]) => Promise<PushOutcome[]>, pushes: readonly Operation[][]) {
  const store = openStore()
  await store.importLines(BASE, START)
  const env = envOf(store, 'hq', true)
  const outcomes: PushOutcome[] = []
  for (const operations of pushes) outcomes.push(...(await take(env, operations)))
  const { changes, last } = await store.changes(TENANT, null, 0, 1_000)
  const { ok } = await store.verify()
  return { outcomes, changes: changes.filter(({ collection }) => collection !== 'apiKeys'), last, ok }
}

const together = (env: WriteEnv, operations: readonly Operation[]) => applyOperations({ env, commandOf, access }, operations)

async function oneByOne(env: WriteEnv, operations: readonly Operation[]): Promise<PushOutcome[]> {
  const outcomes: PushOutcome[] = []
  for (const operation of operations) outcomes.push(await applyOperation(env, commandOf, operation, access))
  return outcomes
}

describe('writes of one push', () => {
  it('give the same answers, documents and change numbers together as one by one', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 25, size: 'max' }), fc.array(write, { maxLength: 15, size: 'max' }), async (north, south) => {
        const pushes = [await queuedBy('north', north), await queuedBy('south', south)]
        const all = await headquarters(together, pushes)
        expect(all).toEqual(await headquarters(oneByOne, pushes))
        expect(all.ok).toBe(true)
        expect(all.outcomes.every(({ kind }) => kind === 'result')).toBe(true)
      }),
      { numRuns: 6 },
    )
  })

  it('are each decided as if those before were there: also what a search finds', async () => {
    const admitted = (id: string) => queuedBy(id, [
      () => ['register-lax', { ...goodBody, registration: id, EventStart: START }],
      () => ['check-in', { registration: id, Seat: '1' }],
    ])
    const [first, second] = [await admitted(REGISTRATIONS[0]!), await admitted(REGISTRATIONS[1]!)]
    const { node, epoch } = first[0]!
    const push = [first[0]!, second[0]!, first[1]!, second[1]!].map((operation, i): Operation => ({ ...operation, node, epoch, n: i + 1 }))
    const { outcomes } = await headquarters(together, [push])
    expect(outcomes.at(-1)).toMatchObject({ result: { state: 'conflict', conflicts: [{ field: 'Seat', record_id: REGISTRATIONS[1] }] } })
  })

  it('stop at the first that has to wait; those before it stand and are answered again', async () => {
    const store = openStore()
    await store.importLines(BASE, START)
    const [first, second, third] = await queuedBy('north', ['Ó', 'Zoë', '娜'].map((last_name) => () => ['create-record', { collection: 'examRegistrations', doc: exam(last_name) }]))
    const env = envOf(store, 'hq', true)
    const unknown: Operation = { ...second!, command: 'of-a-newer-version' }
    const outcomes = await together(env, [first!, unknown, third!])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['result', 'fault'])
    expect((await together(env, [first!, third!])).map(({ kind }) => kind)).toEqual(['result', 'gap'])
    const repeated = await together(env, [first!, second!, third!])
    expect(repeated.map((outcome) => outcome.kind === 'result' && outcome.result.state)).toEqual(['applied', 'applied', 'applied'])
    expect(repeated[0]).toEqual(outcomes[0])
    expect((await together(env, [first!, unknown])).map(({ kind }) => kind)).toEqual(['result', 'forked'])
  })

  it('pushed by many stations at once on the same sitting each count once', async () => {
    const store = openStore()
    await store.importLines(BASE, START)
    const env = envOf(store, 'hq', true)
    const desks = await Promise.all(['a', 'b', 'c', 'd'].map((name) => queuedBy(name, [
      () => ['register-lax', { ...goodBody, registration: `0d000000-0000-4000-8000-00000000001${name}`, EventStart: START }],
      () => ['check-in', { registration: `0d000000-0000-4000-8000-00000000001${name}`, Seat: '1' }],
    ])))
    const outcomes = (await Promise.all([...desks, ...desks].map((operations) => together(env, operations)))).flat()
    expect(outcomes.every(({ kind }) => kind === 'result')).toBe(true)
    const seated = await store.query({ tenant: TENANT, collection: 'bookingRegistrations', where: [{ field: 'Seat', eq: '1' }], limit: 10 })
    expect(seated.length, 'one candidate on the seat').toBe(1)
    expect((await store.query({ tenant: TENANT, collection: 'bookingRegistrations', where: [], limit: 10 })).length, 'no more than the sitting takes').toBe(3)
  })
})
