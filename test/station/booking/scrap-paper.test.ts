import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { codeFromId, sheetCodeSpellings } from '../../../src-main/station/commands/booking/sheet-codes.ts'
import { LI, makeExamSite, type ExamSite } from './exam-site.ts'

async function desk(site: ExamSite) {
  const [ana, li] = [randomUUID(), randomUUID()]
  const event: string = (await site.register(ana)).body.EventIdentifier
  await site.register(li, { Learner: LI })
  const paper = (move: string, RegistrationIdentifier: string, more: object) => site.post(`/api/events/${event}/scrap-paper/${move}`, { RegistrationIdentifier, ...more })
  const look = async (id: string) => (await site.get(`/api/events/scrap-paper?id=${encodeURIComponent(id)}`, 'read')).body
  return { ana, li, event, paper, look }
}

describe('scrap paper', () => {
  it('is issued with new codes and found by code, event and registration', async () => {
    const site = await makeExamSite()
    const { ana, li, event, paper, look } = await desk(site)
    const { status, body } = await paper('issue', ana, { Count: 4 })
    expect(status).toBe(200)
    expect(body.Count).toBe(4)
    const codes = body.Items.map(({ SheetCode }: { SheetCode: string }) => SheetCode)
    for (const code of codes) expect(code).toMatch(/^SP-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    await paper('issue', li, { SheetCodes: [' pad 7/1 ', 'ΑΒΓ-2'] })
    expect(await look(codes[0])).toEqual({ Count: 1, Items: [{ SheetCode: codes[0], EventIdentifier: event, RegistrationIdentifier: ana, LearnerName: 'Ana Müller', Status: 'Issued', IssuedAt: site.clock.at, IssuedBy: expect.any(String), ReturnedAt: null, ReturnedTo: null }] })
    expect((await look(codes[0].toLowerCase().replaceAll('-', ''))).Count).toBe(1)
    expect((await look('PAD 7/1')).Items).toMatchObject([{ LearnerName: '李娜 (Li, Na)' }])
    expect((await look(event)).Count).toBe(6)
    expect((await look(li)).Count).toBe(2)
    expect(await look(randomUUID())).toEqual({ Count: 0, Items: [] })
    expect((await site.get('/api/events/scrap-paper')).status).toBe(400)
  })

  it('goes from issued to returned to destroyed, or to missing and back', async () => {
    const site = await makeExamSite()
    const { ana, li, paper, look } = await desk(site)
    await paper('issue', ana, { SheetCodes: ['A1', 'A2', 'A3'] })
    expect(await paper('destroy', ana, { SheetCodes: ['A1'] })).toMatchObject({ status: 409, body: { detail: 'Sheet A1 is issued and cannot become destroyed.', SheetCode: 'A1', Status: 'Issued' } })
    expect(await paper('return', li, { SheetCodes: ['A1'] })).toMatchObject({ status: 409, body: { detail: 'Sheet A1 was issued to Ana Müller.' } })
    expect(await paper('return', ana, { SheetCodes: ['A1', 'a2'] })).toMatchObject({ status: 200, body: { Count: 2, Items: [{ Status: 'Returned', ReturnedAt: site.clock.at, ReturnedTo: expect.any(String) }, {}] } })
    expect((await paper('return', ana, { SheetCodes: ['A1'] })).status).toBe(409)
    // All or nothing: A3 cannot be destroyed, so A1 is not either.
    expect((await paper('destroy', ana, { SheetCodes: ['A1', 'A3'] })).status).toBe(409)
    expect((await look('A1')).Items[0].Status).toBe('Returned')
    expect((await paper('destroy', ana, { SheetCodes: ['A1'] })).status).toBe(200)
    expect((await paper('missing', ana, { SheetCodes: ['A3'] })).status).toBe(200)
    expect((await paper('missing', ana, { SheetCodes: ['A2'] })).status).toBe(409)
    expect((await paper('return', ana, { SheetCodes: ['A3'] })).body.Items).toMatchObject([{ Status: 'Returned' }])
    expect(await paper('return', ana, { SheetCodes: ['A9'] })).toMatchObject({ status: 404, body: { detail: 'Sheet A9 was not issued for this event.' } })
  })

  it('never uses a code twice', async () => {
    const site = await makeExamSite()
    const { ana, li, paper } = await desk(site)
    await paper('issue', ana, { SheetCodes: ['X1'] })
    expect(await paper('issue', li, { SheetCodes: ['X2', 'x1'] })).toMatchObject({ status: 409, body: { detail: 'Sheet X1 is in use: it was issued to Ana Müller.' } })
    expect((await paper('issue', li, { SheetCodes: ['X2'] })).status).toBe(200)
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => paper('issue', i % 2 ? ana : li, { SheetCodes: ['X3'] })))
    expect(answers.filter(({ status }) => status === 200).length).toBe(1)
  })

  it.each([
    ['neither a count nor codes', {}], ['both', { Count: 1, SheetCodes: ['A'] }], ['no sheet', { Count: 0 }], ['too many', { Count: 51 }], ['no codes', { SheetCodes: [] }], ['a blank code', { SheetCodes: [' '] }], ['a code twice', { SheetCodes: ['A', ' a'] }],
    ['a line break in a code', { SheetCodes: ['A\nB'] }],
  ])('refuses %s', async (_, body) => {
    const site = await makeExamSite()
    const { ana, paper } = await desk(site)
    const refused = await paper('issue', ana, body)
    expect(refused.status).toBe(400)
    expect(refused.body.errors.length).toBeGreaterThan(0)
  })

  it('is for registrations of that event that stand', async () => {
    const site = await makeExamSite()
    const { ana, li, event, paper } = await desk(site)
    const elsewhere = randomUUID()
    await site.register(elsewhere, { EventStart: '2026-11-23T17:00:00Z' })
    expect(await paper('issue', elsewhere, { Count: 1 })).toMatchObject({ status: 400, body: { detail: 'Registration does not belong to event.' } })
    expect(await paper('issue', randomUUID(), { Count: 1 })).toMatchObject({ status: 404, body: { detail: 'Registration not found.' } })
    expect(await site.post(`/api/events/${randomUUID()}/scrap-paper/issue`, { RegistrationIdentifier: ana, Count: 1 })).toMatchObject({ status: 404, body: { detail: 'Event not found.' } })
    await site.command(li, 'cancel', {})
    expect((await paper('issue', li, { Count: 1 })).body.detail).toBe('Registration is cancelled.')
    expect(event).toBeTruthy()
  })

  it('has codes that spread', () => {
    const codes = new Set(Array.from({ length: 20_000 }, (_, i) => codeFromId(`id-${i}`)))
    expect(codes.size).toBe(20_000)
    expect(sheetCodeSpellings('sp-o1il0-abcde')).toEqual(['SP-O1IL0-ABCDE', 'SP-01110-ABCDE'])
    expect(sheetCodeSpellings(' pad 1 ')).toEqual(['PAD 1'])
  })
})
