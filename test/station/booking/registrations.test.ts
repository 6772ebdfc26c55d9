import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ANA, LI, makeExamSite, NIAMH, START, TENANT } from './exam-site.ts'

describe('reading registrations', () => {
  it('answers one, and 404 for one that is unknown or of another tenant', async () => {
    const site = await makeExamSite()
    const id = randomUUID()
    const { body } = await site.register(id)
    expect(await site.get(`/api/registrations/${id}`, 'read')).toEqual({ status: 200, body })
    expect(await site.get(`/api/registrations/${id}`, 'other')).toMatchObject({ status: 404, body: { detail: 'Registration not found.' } })
    expect((await site.get(`/api/registrations/${id}`, 'nonsense')).status).toBe(401)
  })

  it.each([
    [{ Name: "o'brien" }, [NIAMH]], [{ Name: 'OBRIEN' }, []], [{ Name: 'mull' }, [ANA]], [{ Name: 'MÜL' }, [ANA]], [{ Name: '李' }, [LI]], [{ Name: 'li, na' }, [LI]], [{ Email: 'EXAMPLE.org' }, [ANA, NIAMH]],
    [{ Code: '00' }, [ANA, NIAMH, LI]], [{ Code: 'l-002', Name: 'niamh' }, [NIAMH]], [{ Code: 'l-002', Name: 'ana' }, []], [{}, [ANA, NIAMH, LI]], [{ Name: '' }, [ANA, NIAMH, LI]], [{ Name: '%' }, []], [{ Name: '"' }, []],
  ])('finds and counts by %j', async (criteria, learners) => {
    const site = await makeExamSite()
    for (const Learner of [ANA, NIAMH, LI]) await site.register(randomUUID(), { Learner })
    const { status, body } = await site.post('/api/registrations/search', criteria, 'read')
    expect(status).toBe(200)
    expect(body.Count).toBe(learners.length)
    expect(body.Items.map(({ Learner }: { Learner: string }) => Learner).sort()).toEqual([...learners].sort())
    expect((await site.post('/api/registrations/count', criteria, 'read')).body).toEqual({ Count: learners.length })
  })

  it('takes the times of the last change inclusively, in any notation', async () => {
    const site = await makeExamSite()
    site.clock.at = '2026-11-22T16:30:00.000Z'
    const id = randomUUID()
    await site.register(id)
    const count = async (criteria: object) => (await site.post('/api/registrations/count', criteria)).body.Count
    expect(await count({ LastChangeTimeSince: '2026-11-22T16:30:00Z', LastChangeTimeBefore: '2026-11-22T08:30:00-08:00' })).toBe(1)
    expect(await count({ LastChangeTimeSince: '2026-11-22T16:30:00.001Z' })).toBe(0)
    expect(await count({ LastChangeTimeBefore: '2026-11-22T16:29:59.999Z' })).toBe(0)
    site.clock.at = '2026-11-22T17:00:00.000Z'
    await site.command(id, 'grant-accommodation', { Type: 'Reader' })
    expect(await count({ LastChangeTimeSince: '2026-11-22T17:00:00Z' })).toBe(1)
  })

  it.each([['/LastChangeTimeSince', { LastChangeTimeSince: 'today' }], ['/Name', { Name: 3 }], ['/Limit', { Limit: 3 }]])('refuses %s', async (path, criteria) => {
    const site = await makeExamSite()
    for (const operation of ['search', 'count']) expect(await site.post(`/api/registrations/${operation}`, criteria)).toMatchObject({ status: 400, body: { errors: [{ path }] } })
  })

  it('copes with imported ones that lack almost everything', async () => {
    const site = await makeExamSite()
    const id = randomUUID()
    await site.store.importLines([{ key: { tenant: TENANT, collection: 'bookingRegistrations', id }, doc: { id, EventIdentifier: 'gone', Accommodations: 'none', Seat: 14, AttendanceStatus: 'Flying' }, site: null }], START)
    expect((await site.get(`/api/registrations/${id}`)).body).toMatchObject({ RegistrationIdentifier: id, EventIdentifier: 'gone', Accommodations: [], Seat: '14', ApprovalStatus: 'Registered', AttendanceStatus: 'Pending', EndsAt: null, LearnerName: null })
    expect(await site.command(id, 'check-in', { Seat: '15' })).toMatchObject({ status: 200, body: { AttendanceStatus: 'Present', Seat: '15' } })
  })
})

describe('changing a registration', () => {
  it('lets a read key change nothing', async () => {
    const site = await makeExamSite()
    const id = randomUUID()
    await site.register(id)
    for (const name of ['cancel', 'check-in', 'grant-accommodation']) expect((await site.post(`/api/registrations/${id}/commands/${name}`, { Type: 'x' }, 'read')).status).toBe(403)
    expect((await site.remove(`/api/registrations/${id}`, 'read')).status).toBe(403)
  })

  it.each([
    ['cancel', { Reason: 'ill' }], ['change-assessment', { Assessment: 'WELD-2' }], ['grant-accommodation', { Type: 'Reader' }], ['revoke-accommodation', { Type: 'Reader' }], ['check-in', {}], ['undo-check-in', { Reason: 'x' }],
    ['mark-absent', {}], ['assign-seat', { Seat: '1' }], ['start-break', {}], ['end-break', {}], ['report-incident', { Type: 'Noise', Text: 'Drill' }],
  ])('%s answers 404 "Registration not found."', async (name, body) => {
    const site = await makeExamSite()
    expect(await site.command(randomUUID(), name, body)).toMatchObject({ status: 404, body: { detail: 'Registration not found.' } })
  })

  it('cancels with the reason, also without a body', async () => {
    const site = await makeExamSite()
    const [one, two] = [randomUUID(), randomUUID()]
    await site.register(one)
    await site.register(two)
    expect(await site.command(one, 'cancel', { Reason: 'Naïve “quote”, 病気' })).toMatchObject({ status: 200, body: { ApprovalStatus: 'Cancelled', CancellationReason: 'Naïve “quote”, 病気' } })
    expect(await site.post(`/api/registrations/${two}/commands/cancel`)).toMatchObject({ status: 200, body: { ApprovalStatus: 'Cancelled', CancellationReason: null } })
  })

  it('assigns another form, by the messages of the document', async () => {
    const site = await makeExamSite()
    const id = randomUUID()
    await site.register(id)
    const assign = (Assessment?: string) => site.command(id, 'change-assessment', { Assessment })
    for (const code of ['NONE', 'DRAFT', 'BILING', undefined]) expect(await assign(code)).toMatchObject({ status: 400, body: { detail: 'Assessment form not found.' } })
    expect(await assign('WELD-1')).toMatchObject({ status: 400, body: { detail: 'Assessment already assigned to registration.' } })
    expect(await assign('WELD-2')).toMatchObject({ status: 200, body: { Assessment: 'WELD-2', EndsAt: '2026-11-22T20:00:00.000Z' } })
  })

  it('adds extensions up, replaces a type that is there, and takes one away', async () => {
    const site = await makeExamSite()
    const id = randomUUID()
    await site.register(id)
    const grant = async (body: object) => (await site.command(id, 'grant-accommodation', body)).body
    expect((await grant({ Type: 'Extra time', Name: '25 %', TimeExtension: 30 })).EndsAt).toBe('2026-11-22T19:30:00.000Z')
    expect((await grant({ Type: 'Breaks', TimeExtension: 15 })).EndsAt).toBe('2026-11-22T19:45:00.000Z')
    expect(await grant({ Type: 'Extra time', TimeExtension: 60 })).toMatchObject({ EndsAt: '2026-11-22T20:15:00.000Z', Accommodations: [{ Type: 'Extra time', Name: null, TimeExtension: 60 }, { Type: 'Breaks', TimeExtension: 15 }] })
    expect((await site.command(id, 'revoke-accommodation', { Type: 'Extra time' })).body).toMatchObject({ EndsAt: '2026-11-22T19:15:00.000Z', Accommodations: [{ Type: 'Breaks' }] })
    const version = (await site.doc('bookingRegistrations', id))?.sys_version
    expect((await site.command(id, 'revoke-accommodation', { Type: 'Extra time' })).status).toBe(200)
    expect((await site.doc('bookingRegistrations', id))?.sys_version).toBe(version)
    for (const [name, body] of [['grant', { TimeExtension: 5 }], ['grant', { Type: '  ' }], ['revoke', {}]] as const) expect(await site.command(id, `${name}-accommodation`, body)).toMatchObject({ status: 400, body: { detail: 'Accommodation type cannot be empty.' } })
    expect((await grant({ Type: 'Endless', TimeExtension: 2_147_483_647 })).EndsAt).toMatch(/^\+?\d+/)
  })

  it('keeps both of two accommodations that are granted at once', async () => {
    const site = await makeExamSite()
    const id = randomUUID()
    await site.register(id)
    await Promise.all(Array.from({ length: 20 }, (_, i) => site.command(id, 'grant-accommodation', { Type: `T${i}`, TimeExtension: 1 })))
    expect((await site.get(`/api/registrations/${id}`)).body).toMatchObject({ EndsAt: '2026-11-22T19:20:00.000Z' })
  })

  it('deletes one that nothing refers to, and only that', async () => {
    const site = await makeExamSite()
    const [id, withSheets] = [randomUUID(), randomUUID()]
    const { body } = await site.register(id)
    await site.register(withSheets)
    await site.post(`/api/events/${body.EventIdentifier}/scrap-paper/issue`, { RegistrationIdentifier: withSheets, Count: 1 })
    expect(await site.remove(`/api/registrations/${withSheets}`)).toMatchObject({ status: 409 })
    expect(await site.remove(`/api/registrations/${id}`)).toMatchObject({ status: 200, body: { RegistrationIdentifier: id } })
    for (const again of [await site.get(`/api/registrations/${id}`), await site.remove(`/api/registrations/${id}`)]) expect(again).toMatchObject({ status: 404, body: { detail: 'Registration not found.' } })
  })
})
