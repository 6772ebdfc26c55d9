import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ANA, AUCKLAND, LI, makeExamSite, NIAMH, NOBODY, START, VENUE } from './exam-site.ts'

describe('register-lax', () => {
  it('makes the event where there is none, and finds it the next time', async () => {
    const site = await makeExamSite()
    const first = await site.register(randomUUID(), { LearnerRegistrantType: 'Apprentice' })
    expect(first).toMatchObject({ status: 200, body: {
      Learner: ANA, LearnerName: 'Ana Müller', LearnerEmail: 'ana@example.org', LearnerCode: 'L-001', LearnerRegistrantType: 'Apprentice',
      Assessment: 'WELD-1', Accommodations: [], ApprovalStatus: 'Registered', AttendanceStatus: 'Pending', CheckedInAt: null, Seat: null,
      EndsAt: '2026-11-22T19:00:00.000Z', LastChangeTime: '2026-11-22T16:30:00.000Z', CancellationReason: null,
    } })
    // The same instant in another notation, and without what only a new event needs.
    const second = await site.register(randomUUID(), { EventStart: '2026-11-22T09:00:00-08:00', EventExamType: undefined, EventExamFormat: undefined, EventBillingCode: undefined, Learner: NIAMH })
    expect(second.body.EventIdentifier).toBe(first.body.EventIdentifier)
    const { body } = await site.get('/api/events/list-events?date=2026-11-22')
    expect(body).toMatchObject({ Count: 1, Items: [{ EventIdentifier: first.body.EventIdentifier, EventVenue: VENUE, EventStart: START, EventExamType: 'Theory', EventExamFormat: 'Paper', EventBillingCode: 'STD', RegistrationLimit: null, RegistrationCount: 2, EventStatus: 'Scheduled', CancellationReason: null, TimeZone: 'America/Vancouver', DurationMinutes: 120 }] })
  })

  it('stores neither what is computed nor the venue', async () => {
    const site = await makeExamSite()
    const id = randomUUID()
    const { body } = await site.register(id)
    expect(Object.keys((await site.doc('bookingRegistrations', id))!)).not.toEqual(expect.arrayContaining(['EndsAt', 'EventVenue']))
    expect(await site.doc('bookingEvents', body.EventIdentifier)).not.toHaveProperty('RegistrationCount')
  })

  it.each([
    ['Accommodation type cannot be empty.', { Accommodations: [{ Type: ' ', TimeExtension: 5 }] }],
    ['Accommodation type cannot be empty.', { Accommodations: [{ Name: 'Reader' }] }],
    ['Learner not found.', { Learner: NOBODY }],
    ['Learner not found.', { Learner: undefined }],
    ['Assessment form not found.', { Assessment: 'NONE' }],
    ['Assessment form not found.', { Assessment: undefined }],
    ['Assessment form not found.', { Assessment: 'DRAFT' }],
    ['Assessment form not found.', { Assessment: 'BILING' }],
    ['EventExamType not specified.', { EventExamType: undefined }],
    ['EventExamType not specified.', { EventExamType: ' ' }],
    ['Invalid EventExamType value.', { EventExamType: 'Oral' }],
    ['EventBillingCode not specified.', { EventBillingCode: null }],
    ['Invalid EventBillingCode value.', { EventBillingCode: 'FREE' }],
    ['EventExamFormat not specified.', { EventExamFormat: undefined }],
    ['Invalid EventExamFormat value.', { EventExamFormat: 'Clay' }],
    ['Invalid EventStartTime value.', { EventStart: 'soon' }],
    ['Invalid EventStartTime value.', { EventStart: '2026-02-30T09:00:00Z' }],
    ['Invalid EventStartTime value.', { EventStart: undefined }],
    ['Venue not found.', { EventVenue: NOBODY }],
    ['Venue not found.', { EventVenue: undefined }],
  ])('says "%s"', async (detail, wrong) => {
    const site = await makeExamSite()
    const id = randomUUID()
    const { status, body } = await site.register(id, wrong)
    expect({ status, detail: body.detail }).toEqual({ status: 400, detail })
    expect(await site.doc('bookingRegistrations', id)).toBeUndefined()
  })

  it('says that a registration exists already, before it looks at the event', async () => {
    const site = await makeExamSite()
    const id = randomUUID()
    await site.register(id)
    expect(await site.register(id, { EventVenue: NOBODY })).toMatchObject({ status: 400, body: { detail: 'Registration already exists. You cannot add a new registration with the same identifier.' } })
  })

  it('checks in the order of the document', async () => {
    const site = await makeExamSite()
    const wrong = { Accommodations: [{ Type: '' }], Learner: NOBODY, Assessment: 'NONE', EventExamType: undefined, EventBillingCode: 'FREE', EventExamFormat: undefined, EventVenue: NOBODY }
    const right: [string, object][] = [
      ['Accommodation type cannot be empty.', { Accommodations: [] }], ['Learner not found.', { Learner: ANA }], ['Assessment form not found.', { Assessment: 'WELD-1' }],
      ['EventExamType not specified.', { EventExamType: 'Theory' }], ['EventExamFormat not specified.', { EventExamFormat: 'Paper' }], ['Venue not found.', { EventVenue: VENUE }],
      ['Invalid EventBillingCode value.', { EventBillingCode: 'EXT' }],
    ]
    let body: object = wrong
    for (const [detail, mended] of right) {
      expect((await site.register(randomUUID(), body as never)).body.detail).toBe(detail)
      body = { ...body, ...mended }
    }
    expect((await site.register(randomUUID(), body as never)).status).toBe(200)
  })

  it.each([
    ['/EventVenue', { EventVenue: 'hall' }], ['/EventVenue', { EventVenue: 'hall 1!' }], ['/Learner', { Learner: NOBODY }], ['/EventExamFormat', { EventExamFormat: 'Clay' }], ['/Learner', { Learner: 7 }], ['/Assessment', { Assessment: 1 }], ['/Extra', { Extra: true }],
    ['/Accommodations/0/TimeExtension', { Accommodations: [{ Type: 'Time', TimeExtension: 1.5 }] }], ['/Accommodations/0/TimeExtension', { Accommodations: [{ Type: 'Time', TimeExtension: -5 }] }],
    ['/EventStart', { EventStart: 20261122 }],
  ])('names the field of a wrong type or an unknown one: %s', async (path, wrong) => {
    const site = await makeExamSite()
    const { status, body } = await site.register(randomUUID(), wrong)
    expect({ status, path: body.errors[0].path }).toEqual({ status: 400, path })
  })

  it('takes any type at a venue that lists none', async () => {
    const site = await makeExamSite()
    expect(await site.register(randomUUID(), { EventVenue: AUCKLAND, EventExamType: 'Haka' })).toMatchObject({ status: 200 })
  })

  it('admits exactly the limit of fifty at once', async () => {
    const site = await makeExamSite()
    const event = randomUUID()
    await site.post(`/api/events/${event}`, { EventVenue: VENUE, EventStart: START, RegistrationLimit: 17 })
    const answers = await Promise.all(Array.from({ length: 50 }, () => site.register(randomUUID())))
    expect(answers.filter(({ status }) => status === 200).length).toBe(17)
    const refused = answers.filter(({ status }) => status !== 200)
    expect(new Set(refused.map(({ status, body }) => `${status} ${body.detail}`))).toEqual(new Set(['400 Event is full.']))
    // A cancelled registration gives its place back.
    const admitted = answers.find(({ status }) => status === 200)!.body.RegistrationIdentifier
    await site.command(admitted, 'cancel', { Reason: 'ill' })
    expect((await site.register(randomUUID())).status).toBe(200)
    expect((await site.register(randomUUID())).body.detail).toBe('Event is full.')
  })

  it('makes one event, not fifty, for fifty at once', async () => {
    const site = await makeExamSite()
    const answers = await Promise.all(Array.from({ length: 50 }, () => site.register(randomUUID())))
    expect(new Set(answers.map(({ body }) => body.EventIdentifier)).size).toBe(1)
    expect((await site.get('/api/events/list-events?date=2026-11-22')).body).toMatchObject({ Count: 1, Items: [{ RegistrationCount: 50 }] })
  })

  it('lets nobody into a cancelled event: a new one is made', async () => {
    const site = await makeExamSite()
    const { body } = await site.register(randomUUID())
    await site.post(`/api/events/${body.EventIdentifier}/cancel`, { Reason: 'Flood' })
    const again = await site.register(randomUUID())
    expect(again.body.EventIdentifier).not.toBe(body.EventIdentifier)
    const listed = (await site.get('/api/events/list-events?date=2026-11-22')).body.Items as { EventStatus: string }[]
    expect(listed.map(({ EventStatus }) => EventStatus).sort()).toEqual(['Cancelled', 'Scheduled'])
  })

  it('takes accommodations; the same type twice counts once', async () => {
    const site = await makeExamSite()
    const { body } = await site.register(randomUUID(), { Learner: LI, Accommodations: [{ Type: 'Extra time', TimeExtension: 30 }, { Type: 'Reader', Name: null }, { Type: 'Extra time', TimeExtension: 45 }] })
    expect(body.Accommodations).toEqual([{ Type: 'Extra time', Name: null, TimeExtension: 45 }, { Type: 'Reader', Name: null, TimeExtension: null }])
    expect(body.EndsAt).toBe('2026-11-22T19:45:00.000Z')
  })

  it('answers a repeat with the same Idempotency-Key once more, and writes once', async () => {
    const site = await makeExamSite()
    const path = `/api/registrations/${randomUUID()}/commands/register-lax`
    const body = { EventVenue: VENUE, EventStart: START, EventExamType: 'Theory', EventExamFormat: 'Paper', EventBillingCode: 'STD', Learner: ANA, Assessment: 'WELD-1' }
    const first = await site.post(path, body, 'write', { 'idempotency-key': 'k1' })
    expect(await site.post(path, body, 'write', { 'idempotency-key': 'k1' })).toEqual(first)
    expect((await site.post('/api/registrations/count', {})).body.Count).toBe(1)
  })
})
