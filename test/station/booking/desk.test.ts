import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ANA, makeExamSite, NIAMH, type ExamSite } from './exam-site.ts'

async function registered(site: ExamSite, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  for (const id of ids) await site.register(id, { Learner: id === ids[0] ? ANA : NIAMH })
  return ids
}

describe('check-in', () => {
  it('admits, with seat, checks, time and who', async () => {
    const site = await makeExamSite()
    const [id] = (await registered(site, 1)) as [string]
    expect(await site.command(id, 'check-in', { Seat: ' 14 ', IdentityChecks: ['Photo', 'Name'] })).toMatchObject({
      status: 200, body: { AttendanceStatus: 'Present', CheckedInAt: '2026-11-22T16:30:00.000Z', Seat: '14', IdentityChecks: ['Photo', 'Name'], CheckedInBy: expect.stringContaining('key'), LastChangeTime: '2026-11-22T16:30:00.000Z' },
    })
  })

  it.each([['17:14:59.999', 'Present'], ['17:15:00.000', 'Late'], ['20:00:00', 'Late']])('at %s is %s', async (time, status) => {
    const site = await makeExamSite()
    const [id] = (await registered(site, 1)) as [string]
    expect((await site.command(id, 'check-in', { At: `2026-11-22T${time}Z` })).body.AttendanceStatus).toBe(status)
  })

  it('refuses a cancelled registration, and one already in with who, where and when', async () => {
    const site = await makeExamSite()
    const [one, two] = (await registered(site, 2)) as [string, string]
    await site.command(one, 'cancel', { Reason: 'ill' })
    expect(await site.command(one, 'check-in')).toMatchObject({ status: 400, body: { detail: 'Registration is cancelled.' } })
    await site.command(two, 'check-in', { Seat: '3' })
    const again = await site.command(two, 'check-in', { Seat: '4' })
    expect(again).toMatchObject({ status: 409, body: { CheckedInAt: '2026-11-22T16:30:00.000Z', Seat: '3', CheckedInBy: expect.any(String), EventVenue: expect.any(String) } })
    expect(again.body.detail).toMatch(/Niamh O'Brien is already in: checked in at 2026-11-22T16:30:00.000Z by .+, seat 3\./)
  })

  it('admits again with a reason, and keeps what was there', async () => {
    const site = await makeExamSite()
    const [id] = (await registered(site, 1)) as [string]
    await site.command(id, 'check-in', { Seat: '3' })
    site.clock.at = '2026-11-22T16:40:00.000Z'
    expect((await site.command(id, 'check-in', { Override: {} })).status).toBe(400)
    const { status, body } = await site.command(id, 'check-in', { Seat: '5', Override: { Reason: 'Wrong person before' } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ Seat: '5', CheckedInAt: site.clock.at, CheckInHistory: [{ Kind: 'CheckIn', Seat: '3' }, { Kind: 'Override', Reason: 'Wrong person before', Before: { Seat: '3', CheckedInAt: '2026-11-22T16:30:00.000Z' } }] })
  })

  it('lets exactly one of fifty desks admit a candidate', async () => {
    const site = await makeExamSite()
    const [id] = (await registered(site, 1)) as [string]
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => site.command(id, 'check-in', { Seat: `${i}` })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 49 }, () => 409)])
  })

  it('gives one seat to exactly one of twenty', async () => {
    const site = await makeExamSite()
    const ids = await registered(site, 20)
    const answers = await Promise.all(ids.map((id, i) => site.command(id, i % 2 ? 'check-in' : 'assign-seat', { Seat: i % 3 ? 'a1' : 'A1' })))
    expect(answers.filter(({ status }) => status === 200).length).toBe(1)
    expect(answers.find(({ status }) => status === 409)?.body.detail).toMatch(/^Seat [aA]1 is taken by /)
  })

  it('gives the seat of a cancelled registration to another', async () => {
    const site = await makeExamSite()
    const [one, two] = (await registered(site, 2)) as [string, string]
    await site.command(one, 'assign-seat', { Seat: '9' })
    expect((await site.command(two, 'assign-seat', { Seat: '9' })).status).toBe(409)
    await site.command(one, 'cancel', {})
    expect((await site.command(two, 'assign-seat', { Seat: '9' })).status).toBe(200)
    expect((await site.command(two, 'assign-seat', { Seat: '9' })).status).toBe(200)
  })
})

describe('undo-check-in', () => {
  it('takes the admission and its seat back, and keeps who, what and why', async () => {
    const site = await makeExamSite()
    const [id, other] = (await registered(site, 2)) as [string, string]
    await site.command(id, 'check-in', { Seat: '14', IdentityChecks: ['Photo'] })
    expect((await site.command(id, 'undo-check-in', { Reason: ' ' })).status).toBe(400)
    expect((await site.command(id, 'undo-check-in', {})).body.errors[0].path).toBe('/Reason')
    const { status, body } = await site.command(id, 'undo-check-in', { Reason: 'Twin brother' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ AttendanceStatus: 'Pending', CheckedInAt: null, CheckedInBy: null, Seat: null, IdentityChecks: [], CheckInHistory: [{ Kind: 'CheckIn' }, { Kind: 'Undo', Reason: 'Twin brother', Seat: '14', CheckedInAt: '2026-11-22T16:30:00.000Z', IdentityChecks: ['Photo'], By: expect.any(String) }] })
    expect((await site.command(id, 'undo-check-in', { Reason: 'again' })).status).toBe(409)
    expect((await site.command(other, 'check-in', { Seat: '14' })).status).toBe(200)
    expect((await site.command(id, 'check-in', { Seat: '15' })).status).toBe(200)
  })

  it('leaves a seat that was given before the check-in', async () => {
    const site = await makeExamSite()
    const [id] = (await registered(site, 1)) as [string]
    await site.command(id, 'assign-seat', { Seat: '2' })
    await site.command(id, 'check-in', {})
    expect((await site.command(id, 'undo-check-in', { Reason: 'x' })).body.Seat).toBe('2')
  })
})

describe('absent, breaks and incidents', () => {
  it('marks absent who is not in, and admits them when they come after all', async () => {
    const site = await makeExamSite()
    const [id] = (await registered(site, 1)) as [string]
    expect((await site.command(id, 'mark-absent', { Reason: 'No show' })).body.AttendanceStatus).toBe('Absent')
    expect((await site.command(id, 'check-in')).body.AttendanceStatus).toBe('Present')
    expect((await site.command(id, 'mark-absent', {})).status).toBe(409)
  })

  it('takes a mark of absence back, with the reason', async () => {
    const site = await makeExamSite()
    const [id] = (await registered(site, 1)) as [string]
    await site.command(id, 'mark-absent', {})
    expect((await site.command(id, 'undo-check-in', { Reason: 'Was in the corridor' })).body).toMatchObject({ AttendanceStatus: 'Pending', CheckInHistory: [{ Kind: 'Absent' }, { Kind: 'Undo', AttendanceStatus: 'Absent', Reason: 'Was in the corridor' }] })
  })

  it('keeps breaks in order', async () => {
    const site = await makeExamSite()
    const [id] = (await registered(site, 1)) as [string]
    expect((await site.command(id, 'start-break')).status).toBe(409)
    await site.command(id, 'check-in')
    expect((await site.command(id, 'end-break')).status).toBe(409)
    expect((await site.command(id, 'start-break', { At: '2026-11-22T18:00:00Z' })).body.Breaks).toMatchObject([{ StartedAt: '2026-11-22T18:00:00.000Z' }])
    expect((await site.command(id, 'start-break')).status).toBe(409)
    expect(await site.command(id, 'end-break', { At: '2026-11-22T17:59:00Z' })).toMatchObject({ status: 400, body: { errors: [{ path: '/At' }] } })
    expect((await site.command(id, 'end-break', { At: '2026-11-22T18:10:00Z' })).body.Breaks).toMatchObject([{ StartedAt: '2026-11-22T18:00:00.000Z', EndedAt: '2026-11-22T18:10:00.000Z' }])
    await site.command(id, 'start-break')
    expect((await site.command(id, 'end-break')).body.Breaks.length).toBe(2)
  })

  it('keeps a report with who and when', async () => {
    const site = await makeExamSite()
    const [id] = (await registered(site, 1)) as [string]
    const { status, body } = await site.command(id, 'report-incident', { Type: 'Phone', Text: 'Rang twice — “mute”' })
    expect({ status, body }).toMatchObject({ status: 200, body: { RegistrationIdentifier: id, Type: 'Phone', Text: 'Rang twice — “mute”', At: site.clock.at, ReportedBy: expect.any(String) } })
    expect(await site.doc('incidents', body.IncidentIdentifier)).toMatchObject({ LearnerName: 'Ana Müller' })
    expect((await site.command(id, 'report-incident', { Type: 'Phone' })).body.errors[0].path).toBe('/Text')
  })
})
