/** A roster by file, a person at the door, a transfer, and what was written on paper first: through the station's routes. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { RosterImportAnswer, RosterImportRow } from '../../../src-shared/desk/door.ts'
import { AFTERNOON, contactId, ELSEWHERE, event, makeDeskSite, MORNING, OFF, person, registrationId, TENANT, TOMORROW, type Answered, type DeskSite } from './make-desk-site.ts'

const EVENTS = [
  event(MORNING, '2026-11-23T17:00:00.000Z', { RegistrationLimit: 6 }),
  event(AFTERNOON, '2026-11-23T21:00:00.000Z'),
  event(TOMORROW, '2026-11-24T17:00:00.000Z'),
  event(OFF, '2026-11-23T18:00:00.000Z', { EventStatus: 'Cancelled' }),
]
const PEOPLE = [
  ...person(17, MORNING, 'Jürgen', 'Müller', { Seat: '4' }),
  ...person(18, MORNING, 'Niamh', 'O’Brien'),
  ...person(19, AFTERNOON, 'Na', 'Li'),
  ...person(20, AFTERNOON, 'Na', 'Li'),
]

let site: DeskSite
let ravi: string
let amara: string
beforeEach(async () => {
  site = await makeDeskSite()
  await site.load([...EVENTS, ...PEOPLE, ['assessmentForms', { id: 'draft', code: 'DRAFT', published: false }]])
  ravi = await site.signIn('ravi')
  amara = await site.signIn()
})

const row = (n: number, more: Partial<RosterImportRow>): RosterImportRow => ({ row: n, ...more })
const send = (rows: RosterImportRow[], more: object = {}, token = ravi): Promise<Answered> =>
  site.ask('POST', '/desk/roster-import', { token, body: { event: MORNING, assessment: 'EL-B', source: 'monday.csv', rows, ...more } })
const outcomes = ({ body }: Answered) => (body as RosterImportAnswer).results.map(({ outcome, why }) => why?.code ?? outcome)
const command = (registration: string, name: string, body: object, token = amara) => site.ask('POST', `/api/registrations/${registration}/commands/${name}`, { token, body })
const count = (collection: 'contacts' | 'bookingRegistrations') => site.store.count({ tenant: TENANT, collection, where: [] })
const doc = async (id: string) => JSON.parse((await site.store.get({ tenant: TENANT, collection: 'bookingRegistrations', id }))?.text ?? '{}')

describe('a roster by file', () => {
  const ROWS = [
    row(2, { first_name: 'Zoë', last_name: 'Ó', code: 'Z-1', email: 'zoe@example.org', birth_date: '2001-02-03', seat: '9', accommodations: [{ Type: 'Extra time', TimeExtension: 30 }] }),
    row(3, { name: 'Müller, Jurgen', code: 'el-20417' }),
    row(4, { first_name: 'Brienne', last_name: 'O’Brien', code: 'EL-20417' }),
    row(5, { name: 'Li Na' }),
    row(6, { name: '李娜', seat: '4' }),
    row(7, { name: 'Ann', assessment: 'DRAFT' }),
    row(8, { name: 'Ann', venue: 'north shore' }),
    row(9, { name: 'Ann', sitting_day: '2026-11-24' }),
    row(10, { name: 'Niamh O\'Brien' }),
  ]
  const WANTED = ['new', 'registered', 'other-person', 'several-people', 'seat-taken', 'no-form', 'other-venue', 'other-sitting', 'registered']

  it('is checked without a write, then registers the good rows, and again changes nothing', async () => {
    const before = [await count('contacts'), await count('bookingRegistrations')]
    const checked = await send(ROWS, { check: true })
    expect(outcomes(checked)).toEqual(WANTED)
    expect(checked.body.left).toEqual({ [MORNING]: 4 })
    expect([await count('contacts'), await count('bookingRegistrations')]).toEqual(before)

    expect(outcomes(await send(ROWS))).toEqual(WANTED)
    const { body } = await site.ask('GET', `/desk/roster?event=${MORNING}&q=zoe`, { token: amara })
    expect(body.rows).toMatchObject([{ sort_name: 'Ó, Zoë', code: 'Z-1', seat: '9', extra_minutes: 30 }])
    const stored = await doc(body.rows[0].id)
    expect(stored).toMatchObject({ Accommodations: [{ Type: 'Extra time', TimeExtension: 30, GrantedBy: 'Ravi Okafor', Reason: 'monday.csv' }], LearnerEmail: 'zoe@example.org', Assessment: 'EL-B' })

    const after = [await count('contacts'), await count('bookingRegistrations')]
    expect(outcomes(await send(ROWS))).toEqual(['registered', ...WANTED.slice(1)])
    expect([await count('contacts'), await count('bookingRegistrations')]).toEqual(after)
  })

  it('finds the sitting by the row\'s own day and time, and says why it does not', async () => {
    const own = { event: undefined }
    const answer = await send([
      row(2, { name: 'A One', sitting_day: '2026-11-23', sitting_time: '13:00' }),
      row(3, { name: 'B Two', sitting_day: '2026-11-24' }),
      row(4, { name: 'C Three', sitting_day: '2026-11-23' }),
      row(5, { name: 'D Four', sitting_day: '2026-11-23', sitting_time: '10:00' }),
      row(6, { name: 'E Five', sitting_day: '2026-12-01' }),
      row(7, { name: 'F Six' }),
    ], own)
    expect(outcomes(answer)).toEqual(['new', 'new', 'which-sitting', 'sitting-cancelled', 'no-sitting', 'no-sitting'])
    expect(answer.body.results[0].event).toBe(AFTERNOON)
  })

  it('stops at the limit of the sitting, and is for leads alone', async () => {
    const many = Array.from({ length: 6 }, (_, i) => row(i + 2, { name: `Person ${'ABCDEF'[i]}`, code: `P-${i}` }))
    expect(outcomes(await send(many))).toEqual(['new', 'new', 'new', 'new', 'full', 'full'])
    expect(await send(many, {}, amara)).toMatchObject({ status: 403, body: { detail: 'Only a lead or an administrator imports a roster.' } })
    expect((await send([row(2, { birth_date: '2026-02-30' })])).status).toBe(400)
  })
})

describe('rows that are committed together', () => {
  const people = fc.array(fc.record({
    name: fc.constantFrom('Li Na', 'Na Li', 'Ó', '李娜', "Niamh O'Brien", 'Müller, Jürgen', 'Zoë Ó'),
    code: fc.option(fc.constantFrom('Z-1', 'z-1', 'Z-2', 'EL-20417'), { nil: undefined }),
    email: fc.option(fc.constantFrom('zoe@example.org', 'ZOE@example.org', 'na@example.org'), { nil: undefined }),
    birth_date: fc.option(fc.constantFrom('2001-02-03', '1999-12-31'), { nil: undefined }),
    seat: fc.option(fc.constantFrom('4', 'b1', 'B1', '9'), { nil: undefined }),
  }), { minLength: 2, maxLength: 10 }).map((all) => all.map((one, i) => row(i + 2, one)))

  /** The outcome of each row, and what is there afterwards. */
  async function importedBy(requests: readonly RosterImportRow[][]): Promise<unknown[]> {
    const own = await makeDeskSite()
    await own.load([...EVENTS, ...PEOPLE])
    const token = await own.signIn('ravi')
    const told: string[] = []
    for (const rows of requests) told.push(...outcomes(await own.ask('POST', '/desk/roster-import', { token, body: { event: MORNING, assessment: 'EL-B', source: 'x.csv', rows } })))
    const registered = await own.store.query({ tenant: TENANT, collection: 'bookingRegistrations', where: [{ field: 'EventIdentifier', eq: MORNING }], limit: 100 })
    return [told, registered.map(({ text }) => JSON.parse(text)).map(({ id, Learner, LearnerName, Seat, sys_version }) => ({ id, Learner, LearnerName, Seat, sys_version }))]
  }

  it('end as the same rows one by one, also where one finds what another made', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(people, async (rows) => {
      expect(await importedBy([rows])).toEqual(await importedBy(rows.map((one) => [one])))
    }), { numRuns: 6, endOnFailure: true })
  })

  it('are one write each for headquarters, in their order; the same request again makes none', async () => {
    const laptop = await makeDeskSite({ authority: false })
    await laptop.load(EVENTS.map(([collection, doc]) => [collection, { ...doc, RegistrationLimit: 40 }]))
    const token = await laptop.signIn('ravi')
    const rows = Array.from({ length: 50 }, (_, i) => row(i + 2, { name: `${String.fromCharCode(65 + (i % 26))} Nº${i}`, code: `P-${i}` }))
    const asked = { token, body: { event: MORNING, assessment: 'EL-B', source: 'x.csv', rows }, headers: { 'idempotency-key': 'a-file' } }
    const first = await laptop.ask('POST', '/desk/roster-import', asked)
    expect(outcomes(first)).toEqual([...rows.slice(0, 40).map(() => 'new'), ...rows.slice(40).map(() => 'full')])
    const queued = async () => laptop.store.outbox.waiting(100)
    const writes = await queued()
    expect(writes.map(({ n }) => n)).toEqual(rows.slice(0, 40).map((_, i) => i + 1))
    expect(writes.map(({ command, input }) => [command, (input as { Person: { code: string } }).Person.code])).toEqual(rows.slice(0, 40).map(({ code }) => ['register-at-desk', code]))
    expect((await laptop.ask('POST', '/desk/roster-import', asked)).body).toEqual(first.body)
    // The window lost the answer and asks anew.
    expect(new Set(outcomes(await laptop.ask('POST', '/desk/roster-import', { ...asked, headers: {} })))).toEqual(new Set(['registered', 'full']))
    expect(await queued()).toHaveLength(40)
  })
})

describe('at the door', () => {
  it('shows who it may be, registers a known or a new person, and says that somebody is there already', async () => {
    const asked = await site.ask('GET', `/desk/people?${new URLSearchParams({ name: 'muller jur', email: '', event: MORNING })}`, { token: amara })
    expect(asked.body.people).toMatchObject([{ id: contactId(17), name: 'Jürgen Müller', code: 'EL-20417', registration: registrationId(17) }])

    const walkIn = { Event: MORNING, Assessment: 'EL-B' }
    const id = randomUUID()
    const made = { ...walkIn, Person: { id: randomUUID(), first_name: 'Ọlá', last_name: 'Ṣoyinka', email_address: 'ola@example.org' } }
    expect(await command(id, 'register-at-desk', made)).toMatchObject({ status: 200, body: { LearnerName: 'Ọlá Ṣoyinka', EventIdentifier: MORNING, AttendanceStatus: 'Pending' } })
    // Sent again, as after a lost answer.
    expect(await command(id, 'register-at-desk', made)).toMatchObject({ status: 200 })
    expect((await site.ask('GET', '/desk/people?name=soyinka&email=ola@example.org', { token: amara })).body.people).toMatchObject([{ same: ['email'] }])
    expect(await command(randomUUID(), 'register-at-desk', { ...walkIn, Learner: contactId(17) })).toMatchObject({ status: 409, body: { detail: 'Jürgen Müller is registered for this sitting already, seat 4.', RegistrationIdentifier: registrationId(17) } })
    expect(await command(randomUUID(), 'register-at-desk', { ...walkIn, Learner: contactId(19), Seat: '4' })).toMatchObject({ status: 409, body: { detail: 'Seat 4 is taken by Jürgen Müller.' } })
    for (const learner of [19, 20, 17].map(contactId)) await command(randomUUID(), 'register-at-desk', { ...walkIn, Learner: learner })
    expect(await command(randomUUID(), 'register-at-desk', { ...walkIn, Person: { id: randomUUID(), name: 'Li' } })).toMatchObject({ status: 200 })
    expect(await command(randomUUID(), 'register-at-desk', { ...walkIn, Person: { id: randomUUID(), name: 'Ó' } })).toMatchObject({ status: 400, body: { detail: 'Event is full.' } })
    expect(await command(randomUUID(), 'register-at-desk', { ...walkIn, Event: OFF, Person: { id: randomUUID(), name: 'Ó' } })).toMatchObject({ status: 400, body: { detail: 'Event is cancelled.' } })
  })

  it('transfers within the site and away from it, not while paper is out or the candidate is in', async () => {
    const id = registrationId(17)
    const targets = (await site.ask('GET', `/desk/transfer-targets?event=${MORNING}`, { token: amara })).body
    expect(targets.sittings.map(({ id }: { id: string }) => id)).toEqual([AFTERNOON, TOMORROW])
    expect(targets.venues).toMatchObject([{ here: true }, { id: ELSEWHERE, here: false }])

    const issued = await site.ask('POST', `/api/events/${MORNING}/scrap-paper/issue`, { token: amara, body: { RegistrationIdentifier: id, SheetCodes: ['P-1'] } })
    expect(issued.status).toBe(200)
    const to = { EventVenue: targets.venues[0].id, EventStart: targets.sittings[0].start, EventExamType: 'Trades', Reason: 'Came at the wrong time' }
    expect(await command(id, 'desk-transfer', to)).toMatchObject({ status: 409, body: { reason: 'paper-still-out', detail: 'Scrap paper is still out: P-1. Take it back first.' } })
    await site.ask('POST', `/api/events/${MORNING}/scrap-paper/return`, { token: amara, body: { SheetCodes: ['P-1'] } })
    await command(id, 'check-in', {})
    expect(await command(id, 'desk-transfer', to)).toMatchObject({ status: 409, body: { reason: 'in-since' } })
    await command(id, 'undo-check-in', { Reason: 'Wrong sitting' })
    expect(await command(id, 'desk-transfer', to)).toMatchObject({ status: 200, body: { EventIdentifier: AFTERNOON, Seat: null } })
    expect(await command(id, 'desk-transfer', { ...to, EventStart: undefined, EventDay: '2026-11-23', EventTime: '09:00', Reason: 'Undone' })).toMatchObject({ status: 200, body: { EventIdentifier: MORNING } })
    expect((await doc(id)).Transfers).toMatchObject([{ From: MORNING, To: AFTERNOON, Reason: 'Came at the wrong time', By: 'Amara Diallo' }, { Reason: 'Undone' }])
    // To a venue whose sittings are not known here: the sitting is made, or found, where it is.
    expect(await command(id, 'desk-transfer', { EventVenue: ELSEWHERE, EventDay: '2026-11-25', EventTime: '10:30', EventExamType: 'Trades', Reason: 'Lives there' })).toMatchObject({ status: 200, body: { LearnerName: 'Jürgen Müller' } })
    const candidate = await site.ask('GET', `/desk/candidates/${id}`, { token: amara })
    expect(candidate.body).toMatchObject({ venue_name: 'North Shore', event: { start: '2026-11-25T18:30:00.000Z' } })
  })
})

it('what was written on paper keeps its own time, and says who entered it and when', async () => {
  const id = registrationId(18)
  site.clock.at = '2026-11-24T01:00:00.000Z'
  expect(await command(id, 'check-in', { At: '2026-11-23T16:45:00.000Z', Seat: '7', FromPaper: true })).toMatchObject({ status: 200, body: { AttendanceStatus: 'Present', CheckedInAt: '2026-11-23T16:45:00.000Z' } })
  expect((await doc(id)).CheckInHistory).toMatchObject([{ Kind: 'CheckIn', At: '2026-11-23T16:45:00.000Z', FromPaper: true, RecordedAt: '2026-11-24T01:00:00.000Z', By: 'Amara Diallo' }])
  expect((await site.ask('GET', `/desk/candidates/${id}`, { token: amara })).body.from_paper).toEqual({ at: '2026-11-24T01:00:00.000Z', by: 'Amara Diallo' })
  expect(await command(registrationId(17), 'mark-absent', { FromPaper: true })).toMatchObject({ status: 200 })
  const paper = { RegistrationIdentifier: id, At: '2026-11-23T17:05:00.000Z', FromPaper: true }
  const { body } = await site.ask('POST', `/api/events/${MORNING}/scrap-paper/issue`, { token: amara, body: { ...paper, Count: 2 } })
  const codes = body.Items.map(({ SheetCode }: { SheetCode: string }) => SheetCode)
  await site.ask('POST', `/api/events/${MORNING}/scrap-paper/return`, { token: amara, body: { SheetCodes: codes.slice(0, 1), At: '2026-11-23T20:00:00.000Z', FromPaper: true } })
  const sheet = JSON.parse((await site.store.get({ tenant: TENANT, collection: 'scrapSheets', id: codes[0] }))?.text ?? '{}')
  expect(sheet).toMatchObject({ IssuedAt: '2026-11-23T17:05:00.000Z', ReturnedAt: '2026-11-23T20:00:00.000Z', IssuedFromPaper: { EnteredAt: '2026-11-24T01:00:00.000Z', EnteredBy: 'Amara Diallo' }, ReturnedFromPaper: { EnteredBy: 'Amara Diallo' } })
})
