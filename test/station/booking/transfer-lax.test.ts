import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ANA, AUCKLAND, goodBody, makeExamSite, NIAMH, NOBODY, START, TENANT, VENUE } from './exam-site.ts'

const LATER = '2026-11-22T21:00:00.000Z'
const move = { EventVenue: VENUE, EventStart: LATER, EventExamType: 'Practical', Learner: ANA, Reason: 'Bus' }

describe('transfer-lax', () => {
  it('makes the event, keeps the form, and leaves seat and admission behind in the history', async () => {
    const site = await makeExamSite()
    const id = randomUUID()
    const { body: before } = await site.register(id)
    await site.command(id, 'check-in', { Seat: '7' })
    const { status, body } = await site.command(id, 'transfer-lax', move)
    expect(status).toBe(200)
    expect(body).toMatchObject({ Assessment: 'WELD-1', Seat: null, CheckedInAt: null, AttendanceStatus: 'Pending', EndsAt: '2026-11-22T23:00:00.000Z' })
    expect(body.EventIdentifier).not.toBe(before.EventIdentifier)
    const { body: listed } = await site.get('/api/events/list-events?date=2026-11-22')
    expect(listed.Items.map((event: Record<string, unknown>) => [event.RegistrationCount, event.EventExamType, event.EventExamFormat, event.EventBillingCode])).toEqual([[0, 'Theory', 'Paper', 'STD'], [1, 'Practical', 'Paper', 'STD']])
    expect((await site.doc('bookingRegistrations', id))?.Transfers).toMatchObject([{ From: before.EventIdentifier, To: body.EventIdentifier, Reason: 'Bus', Seat: '7' }])
  })

  it('moves the registration to the site of the other venue', async () => {
    const site = await makeExamSite()
    const id = randomUUID()
    await site.register(id)
    await site.command(id, 'transfer-lax', { ...move, EventVenue: AUCKLAND })
    expect((await site.store.get({ tenant: TENANT, collection: 'bookingRegistrations', id }))?.site).toBe(AUCKLAND)
    expect((await site.store.changes(TENANT, VENUE, 0, 100)).changes.find((change) => change.id === id)?.doc).toBeNull()
  })

  it.each([
    ['Learner does not belong to registration.', { Learner: NIAMH }],
    ['Registration already assigned to event.', { EventStart: START }],
    ['Learner not found.', { Learner: NOBODY }],
    ['Learner not found.', { Learner: undefined }],
    ['Invalid EventStartTime value.', { EventStart: 'never' }],
    ['EventExamType not specified.', { EventExamType: undefined }],
    ['Invalid EventExamType value.', { EventExamType: 'Oral' }],
    ['Venue not found.', { EventVenue: NOBODY }],
  ])('says "%s"', async (detail, wrong) => {
    const site = await makeExamSite()
    const id = randomUUID()
    await site.register(id)
    const { status, body } = await site.command(id, 'transfer-lax', { ...move, ...wrong })
    expect({ status, detail: body.detail }).toEqual({ status: 400, detail })
  })

  it('answers 404 for an unknown registration, and says where there is no form', async () => {
    const site = await makeExamSite()
    expect(await site.command(randomUUID(), 'transfer-lax', move)).toMatchObject({ status: 404, body: { detail: 'Registration not found.' } })
    const id = randomUUID()
    await site.store.importLines([{ key: { tenant: TENANT, collection: 'bookingRegistrations', id }, doc: { id, Learner: ANA }, site: null }], START)
    expect(await site.command(id, 'transfer-lax', move)).toMatchObject({ status: 400, body: { detail: 'Registration has no assessment form.' } })
  })

  it('does not move anyone into a full event', async () => {
    const site = await makeExamSite()
    await site.post(`/api/events/${randomUUID()}`, { EventVenue: VENUE, EventStart: LATER, RegistrationLimit: 3 })
    const ids = Array.from({ length: 10 }, () => randomUUID())
    await Promise.all(ids.map((id) => site.register(id)))
    const answers = await Promise.all(ids.map((id) => site.command(id, 'transfer-lax', move)))
    expect(answers.filter(({ status }) => status === 200).length).toBe(3)
    expect(goodBody.Learner).toBe(ANA)
  })
})
