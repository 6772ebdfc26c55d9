/** Property: whatever the desks do in whatever order, no rule of the room is broken and all end up with the same documents. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isRefusal } from '../../../src-shared/problem.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { Doc } from '../../../src-main/station/store/store.ts'
import { ANA, goodBody, START, TENANT, VENUE } from './exam-site.ts'
import { makeWorld, type Desk, type World } from './station-and-hq.ts'

const EVENT = '0e000000-0000-4000-8000-000000000001'
const LIMIT = 3
const IDS = Array.from({ length: 6 }, (_, i) => `0d000000-0000-4000-8000-00000000000${i}`)
const LATER = '2026-11-22T21:00:00.000Z'
const COLLECTIONS: Collection[] = ['bookingEvents', 'bookingRegistrations', 'scrapSheets', 'incidents', 'eventAliases']

const BASE: [Collection, Doc][] = [
  ['venues', { id: VENUE, time_zone: 'America/Vancouver' }],
  ['assessmentForms', { id: 'f', code: 'WELD-1', published: true }],
  ['contacts', { id: ANA, name: 'Ana Müller' }],
  ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: START, EventStatus: 'Scheduled', RegistrationLimit: LIMIT, EventExamFormat: 'Paper', EventBillingCode: 'STD' }],
]

const registration = fc.constantFrom(...IDS)
const seat = fc.constantFrom('1', '2', 'a', 'A')
const codes = fc.subarray(['P1', 'P2', 'P3'], { minLength: 1 })
const minute = fc.integer({ min: 0, max: 59 }).map((m) => `2026-11-22T17:${String(m).padStart(2, '0')}:00.000Z`)
const reason = { Reason: 'because' }

/** A command with its input; `event` is filled in with the candidate's event. */
const command = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.constant('register-lax'), fc.record({ registration, EventStart: fc.constantFrom(START, START, LATER) }).map((input) => ({ ...goodBody, ...input }))) },
  { weight: 5, arbitrary: fc.tuple(fc.constant('check-in'), fc.record({ registration, Seat: seat }, { requiredKeys: ['registration'] })) },
  fc.tuple(fc.constant('check-in'), fc.record({ registration, Override: fc.constant(reason) })),
  { weight: 2, arbitrary: fc.tuple(fc.constant('undo-check-in'), fc.record({ registration, Reason: fc.constant('x') })) },
  fc.tuple(fc.constant('mark-absent'), fc.record({ registration })),
  { weight: 2, arbitrary: fc.tuple(fc.constant('assign-seat'), fc.record({ registration, Seat: seat })) },
  fc.tuple(fc.constantFrom('start-break', 'end-break'), fc.record({ registration })),
  fc.tuple(fc.constant('cancel-registration'), fc.record({ registration })),
  fc.tuple(fc.constant('delete-registration'), fc.record({ registration })),
  fc.tuple(fc.constant('transfer-lax'), fc.record({ registration, EventStart: fc.constantFrom(START, LATER) }).map((input) => ({ ...input, EventVenue: VENUE, EventExamType: 'Theory', Learner: ANA, ...reason }))),
  { weight: 2, arbitrary: fc.tuple(fc.constant('issue-scrap-paper'), fc.record({ RegistrationIdentifier: registration, SheetCodes: codes })) },
  fc.tuple(fc.constantFrom('return-scrap-paper', 'destroy-scrap-paper', 'miss-scrap-paper'), fc.record({ RegistrationIdentifier: registration, SheetCodes: codes })),
  fc.tuple(fc.constant('cancel-event'), fc.constant({ event: EVENT, ...reason })),
) as fc.Arbitrary<[string, Doc]>

const step = (places: readonly string[]) => fc.record({ place: fc.constantFrom(...places), command, at: minute, sync: fc.constantFrom(false, false, false, true) })

async function all(desk: Desk, collection: Collection): Promise<Doc[]> {
  return (await desk.store.query({ tenant: TENANT, collection, where: [], limit: 1_000 })).map(({ text }) => JSON.parse(text) as Doc)
}

async function run(desk: Desk, name: string, input: Doc, at: string) {
  if (!name.endsWith('scrap-paper')) return desk.run(name, input, at)
  const candidate = await desk.doc('bookingRegistrations', String(input.RegistrationIdentifier))
  return desk.run(name, { event: candidate?.EventIdentifier ?? EVENT, ...input }, at)
}

/** The rules of the room, as they must hold in one database. */
async function checkRoom(desk: Desk): Promise<void> {
  const registrations = await all(desk, 'bookingRegistrations')
  const standing = registrations.filter(({ ApprovalStatus }) => ApprovalStatus !== 'Cancelled')
  const seats = standing.filter(({ Seat }) => Seat !== undefined).map(({ EventIdentifier, Seat }) => `${String(EventIdentifier)}/${String(Seat).toUpperCase()}`)
  expect(new Set(seats).size, 'never two people on a seat').toBe(seats.length)
  expect(standing.filter(({ EventIdentifier }) => EventIdentifier === EVENT).length, 'never more than the limit').toBeLessThanOrEqual(LIMIT)
  for (const doc of registrations) {
    expect(['Present', 'Late'].includes(String(doc.AttendanceStatus)), `in exactly when admitted: ${JSON.stringify(doc)}`).toBe(doc.CheckedInAt !== undefined)
    expect(((doc.Breaks ?? []) as Doc[]).filter(({ EndedAt }) => EndedAt === undefined).length, 'one break at a time').toBeLessThanOrEqual(1)
  }
  for (const sheet of await all(desk, 'scrapSheets')) {
    expect(['Issued', 'Returned', 'Destroyed', 'Missing']).toContain(sheet.Status)
    if (sheet.Status === 'Returned' || sheet.Status === 'Destroyed') expect(sheet.ReturnedAt).toBeDefined()
    expect(registrations.map(({ id }) => id), 'a sheet always has its candidate').toContain(sheet.RegistrationIdentifier)
  }
}

/** Two plain admissions never follow one another; sheets are never issued twice. */
async function checkHistory(desk: Desk): Promise<void> {
  for (const doc of await all(desk, 'bookingRegistrations')) {
    const transfers = ((doc.Transfers ?? []) as Doc[]).length
    const kinds = ((doc.CheckInHistory ?? []) as Doc[]).map(({ Kind }) => String(Kind)).filter((kind) => kind !== 'Absent').join(' ')
    // A transfer ends an admission, too.
    if (transfers === 0) expect(kinds, 'never two admissions without an override').not.toMatch(/(CheckIn|Override) CheckIn/)
  }
}

it('one desk: the rules hold after every command, and sheets balance', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step(['hq']), { minLength: 5, maxLength: 60, size: 'max' }), async (steps) => {
      const { hq } = await makeWorld([], BASE)
      let issued = 0
      for (const { command: [name, input], at } of steps) {
        const before = JSON.stringify(await all(hq, 'bookingRegistrations'))
        const outcome = await run(hq, name, input, at)
        if (isRefusal(outcome)) expect(JSON.stringify(await all(hq, 'bookingRegistrations')), 'a refusal changes nothing').toBe(before)
        else if (name === 'issue-scrap-paper') issued += (input.SheetCodes as string[]).length
        await checkRoom(hq)
        expect((await all(hq, 'scrapSheets')).length, 'every sheet issued is accounted for').toBe(issued)
      }
      await checkHistory(hq)
    }),
    { numRuns: 15 },
  )
})

it('two desks and headquarters: the rules hold at headquarters, and all end with the same documents', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step(['hq', 'north', 'south']), { minLength: 5, maxLength: 60, size: 'max' }), async (steps) => {
      const world: World = await makeWorld(['north', 'south'], BASE)
      const desks = new Map([world.hq, ...world.desks].map((desk) => [desk.name, desk]))
      for (const { place, command: [name, input], at, sync } of steps) {
        const desk = desks.get(place)!
        await run(desk, name, input, at)
        if (sync && desk !== world.hq) await world.sync(desk)
        await checkRoom(world.hq)
      }
      for (const desk of [...world.desks, ...world.desks]) await world.sync(desk)
      await checkRoom(world.hq)
      for (const desk of world.desks) {
        expect(desk.store.outbox.state().pending).toBe(0)
        for (const collection of COLLECTIONS) expect(await all(desk, collection), `${desk.name} ${collection}`).toEqual(await all(world.hq, collection))
      }
    }),
    { numRuns: 12 },
  )
})
