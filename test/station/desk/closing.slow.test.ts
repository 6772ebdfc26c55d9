/** The end of a sitting: printed sheets, void ones, a balance that two people close, and the sitting after it. */
import { describe, expect, it } from 'vitest'
import { AFTERNOON, event, makeDeskSite, MORNING, person, PIN, registrationId, VENUE, type Answered, type DeskSite } from './make-desk-site.ts'

const START = '2026-11-23T17:00:00.000Z'
const [JÜRGEN, LI, SEÁN] = [1, 2, 3].map(registrationId) as [string, string, string]
const inside = { AttendanceStatus: 'Present', CheckedInAt: '2026-11-23T16:50:00.000Z' }

interface Person {
  post: (path: string, body?: object) => Promise<Answered>
  get: (path: string) => Promise<Answered>
  paper: (move: string, body?: object) => Promise<Answered>
  /** Somebody else's signature for one write of this person. */
  sign: (user: string) => Promise<string>
}

async function morning(): Promise<DeskSite & { as: (user: string) => Promise<Person> }> {
  const site = await makeDeskSite({ authority: false })
  await site.load([
    event(MORNING, START), event(AFTERNOON, '2026-11-23T22:00:00.000Z'),
    ...person(1, MORNING, 'Jürgen', 'Müller', { ...inside, Seat: '14' }), ...person(2, MORNING, '娜', '李', inside), ...person(3, AFTERNOON, 'Seán', 'Ó'),
  ])
  return Object.assign(site, {
    async as(user: string): Promise<Person> {
      const token = await site.signIn(user)
      const post = (path: string, body: object = {}) => site.ask('POST', path, { token, body })
      return {
        post,
        get: (path) => site.ask('GET', path, { token }),
        paper: (move, body) => post(`/api/events/${MORNING}/scrap-paper/${move}`, body),
        sign: async (user_id) => (await post('/desk/sign-off', { user_id, pin: PIN })).body.token,
      }
    },
  })
}

describe('the scrap paper of a sitting', () => {
  it('closes only when it is even, with two names; then no sheet leaves the desk until a lead opens it again', async () => {
    const site = await morning()
    const amara = await site.as('amara')
    await amara.paper('issue', { RegistrationIdentifier: JÜRGEN, SheetCodes: ['A1', 'A2', 'A3'] })
    await amara.paper('issue', { RegistrationIdentifier: LI, SheetCodes: ['B1'] })
    await amara.paper('return', { SheetCodes: ['A1', 'B1'] })
    await amara.paper('destroy', { SheetCodes: ['B1'] })
    await amara.paper('missing', { SheetCodes: ['A2'] })

    const open = await amara.paper('close', { SignOff: await amara.sign('ravi') })
    expect(open).toMatchObject({ status: 409, body: { reason: 'paper-out', detail: 'The balance is not even: 1 still out. A3 (Jürgen Müller)', Sheets: [{ SheetCode: 'A3', RegistrationIdentifier: JÜRGEN, LearnerName: 'Jürgen Müller' }] } })
    await amara.paper('return', { SheetCodes: ['A3'] })
    expect(await amara.paper('close')).toMatchObject({ status: 403, body: { sign_off: 'anyone' } })

    site.clock.at = '2026-11-23T20:30:00.000Z'
    const closed = await amara.paper('close', { SignOff: await amara.sign('ravi') })
    expect(closed).toMatchObject({ status: 200, body: { Closings: [{ Kind: 'Paper', ClosedBy: 'Amara Diallo', SignedBy: 'Ravi Okafor', ClosedAt: site.clock.at, Issued: 4, Returned: 2, Destroyed: 1, Missing: 1, Void: 0, Unused: 0 }] } })
    expect((await amara.get(`/desk/paper?event=${MORNING}`)).body).toMatchObject({ closed: { by: 'Amara Diallo', second: 'Ravi Okafor', at: site.clock.at }, even: true, reopened: [] })
    for (const move of ['issue', 'print'] as const) {
      const body = move === 'issue' ? { RegistrationIdentifier: LI, Count: 1 } : { Count: 1 }
      expect(await amara.paper(move, body)).toMatchObject({ status: 409, body: { reason: 'paper-closed', facts: { since: site.clock.at } } })
    }
    expect((await amara.paper('close', { SignOff: await amara.sign('ravi') })).status).toBe(409)
    // What was missing may turn up, and what came back may be destroyed: the balance stays even.
    expect((await amara.paper('return', { SheetCodes: ['A2'] })).status).toBe(200)
    expect((await amara.paper('destroy', { SheetCodes: ['A1'] })).status).toBe(200)

    expect((await amara.paper('reopen', { Reason: ' ' })).status).toBe(400)
    expect(await amara.paper('reopen', { Reason: 'A sheet was found under a seat' })).toMatchObject({ status: 403, body: { sign_off: 'lead' } })
    const ravi = await site.as('ravi')
    expect(await ravi.paper('reopen', { Reason: 'A sheet was found under a seat' })).toMatchObject({ status: 200, body: { Closings: [{ ReopenedBy: 'Ravi Okafor', ReopenReason: 'A sheet was found under a seat' }] } })
    expect((await ravi.paper('reopen', { Reason: 'again' })).status).toBe(409)
    expect((await amara.get(`/desk/paper?event=${MORNING}`)).body).toMatchObject({ closed: null, reopened: [{ kind: 'paper', by: 'Amara Diallo', reopened_by: 'Ravi Okafor' }] })
    expect((await amara.paper('issue', { RegistrationIdentifier: LI, Count: 1 })).status).toBe(200)
  })

  it('has to be closed before a lead closes the sitting', async () => {
    const site = await morning()
    const [amara, ravi] = [await site.as('amara'), await site.as('ravi')]
    const close = `/api/events/${MORNING}/close`
    await amara.paper('issue', { RegistrationIdentifier: LI, SheetCodes: ['B1'] })
    expect(await amara.post(close)).toMatchObject({ status: 403, body: { sign_off: 'lead' } })
    expect(await ravi.post(close)).toMatchObject({ status: 409, body: { reason: 'paper-out' } })
    await amara.paper('return', { SheetCodes: ['B1'] })
    expect(await ravi.post(close)).toMatchObject({ status: 409, body: { reason: 'paper-open' } })
    await amara.paper('close', { SignOff: await amara.sign('ravi') })
    const stopped = await amara.post(`/api/events/${MORNING}/clock/stop`, { Reason: 'Fire alarm' })
    expect(await ravi.post(close)).toMatchObject({ status: 409, body: { reason: 'clock-stands' } })
    await ravi.post(`/api/events/${MORNING}/clock/undo`, { Stop: stopped.body.Stops[0].Identifier, Reason: 'False', SignOff: await ravi.sign('amara') })
    expect((await amara.post(close, { SignOff: await amara.sign('ravi') })).status).toBe(200)
    const [sitting] = (await amara.get('/desk/sittings')).body.sittings
    expect(sitting).toMatchObject({ id: MORNING, status: 'Scheduled', closed: { by: 'Amara Diallo', second: 'Ravi Okafor' } })
    expect(await ravi.paper('reopen', { Reason: 'Counted again' })).toMatchObject({ status: 409, body: { reason: 'sitting-closed' } })
    // Nobody is let in any more, and nothing is given out: by whose closing, it is said.
    const closed = { status: 409, body: { reason: 'sitting-closed', facts: { who: 'Amara Diallo', since: site.clock.at }, detail: `Amara Diallo closed this sitting at ${site.clock.at}. A lead can open it again.` } }
    expect(await amara.paper('issue', { RegistrationIdentifier: LI, Count: 1 })).toMatchObject(closed)
    expect(await amara.paper('print', { Count: 1 })).toMatchObject(closed)
    const person = { id: '0c000000-0000-4000-8000-0000000000ff', name: 'Ọlá' }
    expect(await amara.post('/api/registrations/0f000000-0000-4000-8000-0000000000ff/commands/register-at-desk', { Event: MORNING, Person: person, Assessment: 'EL-B' })).toMatchObject(closed)
    expect(await amara.post(`/api/registrations/${SEÁN}/commands/desk-transfer`, { EventVenue: VENUE, EventStart: START, EventExamType: 'Trades', Reason: 'Asked for it' })).toMatchObject(closed)
    expect((await amara.get(`/desk/transfer-targets?event=${AFTERNOON}`)).body.sittings).toEqual([])
    expect((await ravi.post(`/api/events/${MORNING}/reopen`, { Reason: 'Wrong sitting' })).status).toBe(200)
    expect((await ravi.paper('reopen', { Reason: 'Counted again' })).status).toBe(200)
    // A sitting without paper has none to close.
    expect((await ravi.post(`/api/events/${AFTERNOON}/close`)).status).toBe(200)
    expect((await amara.get(`/desk/candidates/${SEÁN}`)).body.warnings).toMatchObject([{ code: 'sitting-closed', detail: { who: 'Ravi Okafor', at: site.clock.at } }])
    expect(await amara.post(`/api/registrations/${SEÁN}/commands/check-in`)).toMatchObject({ status: 409, body: { reason: 'sitting-closed', facts: { who: 'Ravi Okafor' } } })
    const row = await ravi.post('/desk/roster-import', { source: 'list.csv', event: AFTERNOON, assessment: 'EL-B', check: true, rows: [{ row: 2, name: 'Ọlá' }] })
    expect(row.body.results).toMatchObject([{ outcome: 'refused', why: { code: 'sitting-closed', detail: { who: 'Ravi Okafor' } } }])
    await ravi.post(`/api/events/${AFTERNOON}/reopen`, { Reason: 'Closed too early' })
    expect((await amara.post(`/api/registrations/${SEÁN}/commands/check-in`)).status).toBe(200)
  })

  it('is even when a sheet is given at the very moment of closing, or not closed', async () => {
    const site = await morning()
    const amara = await site.as('amara')
    const signed = await amara.sign('ravi')
    const [closed, ...issued] = await Promise.all([amara.paper('close', { SignOff: signed }), ...['C1', 'C2', 'C3'].map((code) => amara.paper('issue', { RegistrationIdentifier: LI, SheetCodes: [code] }))])
    const { body } = await amara.get(`/desk/paper?event=${MORNING}`)
    expect(body.closed !== null).toBe(closed.status === 200)
    expect(body.balance.out).toBe(issued.filter(({ status }) => status === 200).length)
    if (closed.status === 200) expect(body.balance.out).toBe(0)
  })
})

describe('printed sheets', () => {
  it('are made for candidates, handed out to them alone, and found by a scan', async () => {
    const site = await morning()
    const amara = await site.as('amara')
    const printed = await amara.paper('print', { Registrations: [JÜRGEN, LI], Count: 2 })
    expect(printed).toMatchObject({ status: 200, body: { Count: 4, Items: [{ RegistrationIdentifier: JÜRGEN, LearnerName: 'Jürgen Müller', VoidedAt: null }, { RegistrationIdentifier: JÜRGEN }, { RegistrationIdentifier: LI }, { RegistrationIdentifier: LI }] } })
    const codes: string[] = printed.body.Items.map(({ SheetCode }: { SheetCode: string }) => SheetCode)
    expect(new Set(codes).size).toBe(4)
    expect((await amara.get(`/desk/scan?code=${codes[0]?.toLowerCase().replaceAll('-', '')}`)).body).toEqual({ sheet: codes[0], sheet_event: MORNING })
    expect((await amara.get(`/api/events/scrap-paper?id=${codes[0]}`)).body.Count).toBe(0)
    expect(await amara.paper('issue', { RegistrationIdentifier: LI, SheetCodes: [codes[0]] })).toMatchObject({ status: 409, body: { reason: 'sheet-printed-for', detail: `Sheet ${codes[0]} was printed for Jürgen Müller.` } })
    // Typed without its hyphens it is the same sheet.
    expect((await amara.paper('issue', { RegistrationIdentifier: JÜRGEN, SheetCodes: [codes[0]?.replaceAll('-', '')] })).body.Items).toMatchObject([{ SheetCode: codes[0], Status: 'Issued' }])
    expect((await amara.get(`/desk/paper?event=${MORNING}`)).body.balance).toEqual({ issued: 1, returned: 0, destroyed: 0, missing: 0, out: 1, void: 0, unused: 3 })
    expect((await amara.paper('print', { Registrations: [SEÁN], Count: 1 })).status).toBe(400)
  })

  it('are void when spoilt: nobody is given them, and a sheet in use cannot be', async () => {
    const site = await morning()
    const amara = await site.as('amara')
    const [spare, other] = (await amara.paper('print', { Count: 2 })).body.Items.map(({ SheetCode }: { SheetCode: string }) => SheetCode)
    expect(await amara.paper('void', { SheetCodes: [spare, 'PAD 7/3'], Reason: 'Misprinted' })).toMatchObject({ status: 200, body: { Count: 2, Items: [{ SheetCode: spare, VoidReason: 'Misprinted', VoidedBy: 'Amara Diallo' }, { SheetCode: 'PAD 7/3', PrintedAt: null }] } })
    for (const code of [spare, 'pad 7/3']) expect(await amara.paper('issue', { RegistrationIdentifier: LI, SheetCodes: [code] })).toMatchObject({ status: 409, body: { reason: 'sheet-void' } })
    expect((await amara.paper('void', { SheetCodes: [spare], Reason: 'Torn' })).status).toBe(409)
    await amara.paper('issue', { RegistrationIdentifier: LI, SheetCodes: [other] })
    expect(await amara.paper('void', { SheetCodes: [other], Reason: 'Torn' })).toMatchObject({ status: 409, body: { reason: 'sheet-issued' } })
    await amara.paper('return', { SheetCodes: [other] })
    expect((await amara.paper('close', { SignOff: await amara.sign('ravi') })).body.Closings).toMatchObject([{ Issued: 1, Returned: 1, Void: 2, Unused: 0 }])
  })
})

describe('pictures', () => {
  it('shows who is in by when, and what waited', async () => {
    const site = await morning()
    site.clock.at = '2026-11-23T16:57:00.000Z'
    const amara = await site.as('amara')
    const { body } = await amara.get(`/desk/arrivals?event=${MORNING}`)
    expect(body).toMatchObject({ expected: 2, start: START, points: expect.any(Array) })
    expect(body.points.slice(-3)).toEqual([{ at: '2026-11-23T16:50:00.000Z', in: 2 }, { at: '2026-11-23T16:55:00.000Z', in: 2 }, { at: '2026-11-23T16:57:00.000Z', in: 2 }])
    expect(body.points[0]).toEqual({ at: '2026-11-23T16:00:00.000Z', in: 0 })
    expect((await amara.get('/desk/arrivals?event=nothing')).status).toBe(404)
    expect((await amara.get('/desk/line-history')).body).toEqual({ part_minutes: 10, parts: [{ at: '2026-11-23T16:30:00.000Z', waiting: 0, online: false }, { at: '2026-11-23T16:40:00.000Z', waiting: 0, online: false }, { at: '2026-11-23T16:50:00.000Z', waiting: 0, online: false }] })
  })
})
