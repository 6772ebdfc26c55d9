import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { AUCKLAND, LI, makeExamSite, NEW_YORK, NOBODY, ORGANIZATION, START, TENANT, VENUE } from './exam-site.ts'

const daysOf = async (site: Awaited<ReturnType<typeof makeExamSite>>, date: string) =>
  ((await site.get(`/api/events/list-events?date=${date}`)).body.Items as { EventStart: string }[]).map(({ EventStart }) => EventStart)

describe('list-events', () => {
  it('means the calendar day of the venue when summer time ends (25 hours)', async () => {
    const site = await makeExamSite()
    // 31 October 23:59:59, 1 November 00:00, 01:30 twice, 23:59:59, 2 November 00:00 in New York.
    const starts = ['2026-11-01T03:59:59.000Z', '2026-11-01T04:00:00.000Z', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z', '2026-11-02T04:59:59.000Z', '2026-11-02T05:00:00.000Z']
    for (const EventStart of starts) await site.post(`/api/events/${randomUUID()}`, { EventVenue: NEW_YORK, EventStart })
    expect(await daysOf(site, '2026-10-31')).toEqual(starts.slice(0, 1))
    expect(await daysOf(site, '2026-11-01')).toEqual(starts.slice(1, 5))
    expect(await daysOf(site, '2026-11-02')).toEqual(starts.slice(5))
  })

  // British Columbia's clocks stayed on summer time from 2026 on; older time zone data has them go back on this day.
  it('follows the time zone data for Vancouver on 1 November 2026', async () => {
    const site = await makeExamSite()
    const starts = ['2026-11-01T06:59:59.000Z', '2026-11-01T07:00:00.000Z', '2026-11-01T09:30:00.000Z', '2026-11-02T06:59:59.000Z', '2026-11-02T08:00:00.000Z']
    for (const EventStart of starts) await site.post(`/api/events/${randomUUID()}`, { EventVenue: VENUE, EventStart })
    expect(await daysOf(site, '2026-10-31')).toEqual(starts.slice(0, 1))
    expect(await daysOf(site, '2026-11-01')).toEqual(starts.slice(1, 4))
    expect(await daysOf(site, '2026-11-02')).toEqual(starts.slice(4))
  })

  it('means the calendar day of the venue when summer time begins (23 hours)', async () => {
    const site = await makeExamSite()
    const starts = ['2026-03-08T07:59:00.000Z', '2026-03-08T08:00:00.000Z', '2026-03-08T10:00:00.000Z', '2026-03-09T06:59:00.000Z', '2026-03-09T07:00:00.000Z']
    for (const EventStart of starts) await site.post(`/api/events/${randomUUID()}`, { EventVenue: VENUE, EventStart })
    expect(await daysOf(site, '2026-03-07')).toEqual(starts.slice(0, 1))
    expect(await daysOf(site, '2026-03-08')).toEqual(starts.slice(1, 4))
    expect(await daysOf(site, '2026-03-09')).toEqual(starts.slice(4))
  })

  it('takes each venue by its own clock', async () => {
    const site = await makeExamSite()
    for (const EventVenue of [VENUE, AUCKLAND]) await site.post(`/api/events/${randomUUID()}`, { EventVenue, EventStart: '2026-11-22T20:00:00Z' })
    const zones = async (date: string) => ((await site.get(`/api/events/list-events?date=${date}`)).body.Items as { TimeZone: string }[]).map(({ TimeZone }) => TimeZone)
    expect(await zones('2026-11-22')).toEqual(['America/Vancouver'])
    expect(await zones('2026-11-23')).toEqual(['Pacific/Auckland'])
  })

  it.each(['', '?date=', '?date=2026-02-30', '?date=22.11.2026', '?date=2026-11-22T00:00:00Z'])('refuses %s', async (query) => {
    const site = await makeExamSite()
    const { status, body } = await site.get(`/api/events/list-events${query}`)
    expect({ status, path: body.errors[0].path }).toEqual({ status: 400, path: '/date' })
  })

  it('copes with imported events that lack almost everything', async () => {
    const site = await makeExamSite()
    const line = (id: string, doc: object) => ({ key: { tenant: TENANT, collection: 'bookingEvents' as const, id }, doc: { id, ...doc }, site: null })
    await site.store.importLines([line('bare', {}), line('odd', { EventStart: '2026-11-22T09:00:00-08:00', EventVenue: 'gone', RegistrationLimit: 'many', DurationMinutes: null, TimeZone: 'Mars/Olympus' })], START)
    expect((await site.get('/api/events/list-events?date=2026-11-22')).body).toMatchObject({ Count: 1, Items: [{ EventIdentifier: 'odd', RegistrationLimit: null, DurationMinutes: 180, EventStatus: 'Scheduled' }] })
  })
})

describe('an event', () => {
  it('is made with the identifier given, once', async () => {
    const site = await makeExamSite()
    const id = randomUUID()
    const body = { EventVenue: VENUE, EventStart: START, EventExamType: 'Theory', EventExamFormat: 'Online', EventBillingCode: 'EXT', RegistrationLimit: 20 }
    expect(await site.post(`/api/events/${id}`, body)).toEqual({ status: 200, body: { EventIdentifier: id, ...body, RegistrationCount: 0, EventStatus: 'Scheduled', CancellationReason: null, TimeZone: 'America/Vancouver', DurationMinutes: 180 } })
    expect(await site.post(`/api/events/${id}`, body)).toMatchObject({ status: 400, body: { detail: 'Event already exists. You cannot add a new event with the same identifier.' } })
  })

  it.each([
    ['Invalid EventExamType value.', { EventExamType: 'Oral' }], ['Invalid EventBillingCode value.', { EventBillingCode: 'FREE' }], ['Invalid EventExamFormat value.', { EventExamFormat: 'Clay' }],
    ['Invalid EventStartTime value.', { EventStart: undefined }], ['Venue not found.', { EventVenue: NOBODY }], ['RegistrationLimit must be >= 0.', { RegistrationLimit: -1 }],
  ])('says "%s"', async (detail, wrong) => {
    const site = await makeExamSite()
    expect(await site.post(`/api/events/${randomUUID()}`, { EventVenue: VENUE, EventStart: START, ...wrong })).toMatchObject({ status: 400, body: { detail } })
  })

  it('has a path id that is a UUID; the names of the other operations are none', async () => {
    const site = await makeExamSite()
    expect(await site.post('/api/events/morning', { EventVenue: VENUE, EventStart: START })).toMatchObject({ status: 400, body: { errors: [{ path: '/event' }] } })
    expect((await site.post('/api/events/classes', {})).status).toBe(405)
    expect((await site.get('/api/registrations/search')).status).toBe(405)
    expect((await site.get('/api/registrations/7')).status).toBe(400)
  })

  it('takes its registrations along when it is cancelled', async () => {
    const site = await makeExamSite()
    const ids = [randomUUID(), randomUUID(), randomUUID()] as const
    for (const id of ids) await site.register(id)
    await site.command(ids[0], 'cancel', { Reason: 'Own reason' })
    const event = (await site.get(`/api/registrations/${ids[1]}`)).body.EventIdentifier
    site.clock.at = '2026-11-22T16:45:00.000Z'
    expect(await site.post(`/api/events/${event}/cancel`, { Reason: 'Flood' })).toMatchObject({ status: 200, body: { EventStatus: 'Cancelled', CancellationReason: 'Flood', RegistrationCount: 0 } })
    const states = await Promise.all(ids.map(async (id) => (await site.get(`/api/registrations/${id}`)).body))
    expect(states.map(({ ApprovalStatus, CancellationReason, LastChangeTime }) => [ApprovalStatus, CancellationReason, LastChangeTime])).toEqual([
      ['Cancelled', 'Own reason', '2026-11-22T16:30:00.000Z'], ['Cancelled', 'Flood', site.clock.at], ['Cancelled', 'Flood', site.clock.at],
    ])
    expect(await site.post(`/api/events/${randomUUID()}/cancel`, { Reason: 'x' })).toMatchObject({ status: 404, body: { detail: 'Event not found.' } })
  })

  it('leaves no registration standing when it is cancelled while others register', async () => {
    const site = await makeExamSite()
    const event = randomUUID()
    await site.post(`/api/events/${event}`, { EventVenue: VENUE, EventStart: START })
    await Promise.all([...Array.from({ length: 20 }, () => site.register(randomUUID())), site.post(`/api/events/${event}/cancel`, { Reason: 'Flood' }), ...Array.from({ length: 20 }, () => site.register(randomUUID()))])
    const all = (await site.post('/api/registrations/search', {})).body.Items as { EventIdentifier: string; ApprovalStatus: string }[]
    expect(all.filter(({ EventIdentifier }) => EventIdentifier === event).every(({ ApprovalStatus }) => ApprovalStatus === 'Cancelled')).toBe(true)
  })

  it('is a class of the organization of its venue, or of the one it carries', async () => {
    const site = await makeExamSite()
    const { body } = await site.register(randomUUID(), { Learner: LI })
    await site.store.importLines([{ key: { tenant: TENANT, collection: 'bookingEvents', id: 'own' }, doc: { id: 'own', organization_id: ORGANIZATION, DurationMinutes: 90 }, site: null }], START)
    await site.post(`/api/events/${randomUUID()}`, { EventVenue: AUCKLAND, EventStart: START })
    const { body: classes } = await site.get(`/api/events/classes?organization=${ORGANIZATION}`)
    expect(classes.Count).toBe(2)
    expect(classes.Items).toEqual(expect.arrayContaining([expect.objectContaining({ EventIdentifier: body.EventIdentifier, RegistrationCount: 1 }), expect.objectContaining({ EventIdentifier: 'own', DurationMinutes: 90 })]))
    expect((await site.get(`/api/events/classes?organization=${NOBODY}`)).body).toEqual({ Count: 0, Items: [] })
    expect((await site.get('/api/events/classes')).status).toBe(400)
  })
})
