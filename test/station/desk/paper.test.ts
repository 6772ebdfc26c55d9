import { beforeEach, describe, expect, it } from 'vitest'
import type { Paper, PaperHolder } from '../../../src-shared/desk/paper.ts'
import { AFTERNOON, event, makeDeskSite, MORNING, person, registrationId, type Answered, type DeskSite } from './make-desk-site.ts'

const EVENTS = [event(MORNING, '2026-11-23T17:00:00.000Z'), event(AFTERNOON, '2026-11-23T21:00:00.000Z')]
const PEOPLE = [
  ...person(1, MORNING, 'Niamh', 'O’Brien', { Seat: '07' }),
  ...person(2, MORNING, 'Jürgen', 'Müller'),
  ...person(3, AFTERNOON, 'Na', 'Li'),
]

let site: DeskSite
let token: string

beforeEach(async () => {
  site = await makeDeskSite()
  await site.load([...EVENTS, ...PEOPLE])
  token = await site.signIn()
})

const paper = async (id: string = MORNING): Promise<Paper> => (await site.ask('GET', `/desk/paper?event=${id}`, { token })).body
const sheets = (move: string, body: object, id: string = MORNING): Promise<Answered> => site.ask('POST', `/api/events/${id}/scrap-paper/${move}`, { token, body })
const issue = (n: number, ...SheetCodes: string[]) => sheets('issue', { RegistrationIdentifier: registrationId(n), SheetCodes })
const stateOf = ({ holders }: Paper) => Object.fromEntries(holders.flatMap(({ sheets: own }: PaperHolder) => own.map(({ code, state }) => [code, state])))

describe('the paper of a sitting', () => {
  it('is none before any was issued, and nobody has closed it', async () => {
    expect(await paper()).toMatchObject({ event: { id: MORNING }, balance: { issued: 0, returned: 0, destroyed: 0, missing: 0, out: 0 }, even: true, holders: [], without: 0 })
  })

  it('names who holds what, by family name, and who is in without paper', async () => {
    await issue(1, 'B-2', 'B-1')
    site.clock.at = '2026-11-23T16:40:00.000Z'
    await issue(2, 'A-1')
    await issue(3, 'C-1').then(({ status }) => expect(status).toBe(400))
    await sheets('issue', { RegistrationIdentifier: registrationId(3), SheetCodes: ['C-1'] }, AFTERNOON)
    await site.ask('POST', `/api/registrations/${registrationId(1)}/commands/check-in`, { token, body: {} })

    const { holders, balance, without } = await paper()
    expect(holders.map(({ sort_name, code, seat, registration }) => [sort_name, code, seat, registration])).toEqual([
      ['Müller, Jürgen', 'EL-20402', null, registrationId(2)],
      ['O’Brien, Niamh', 'EL-20401', '07', registrationId(1)],
    ])
    expect(holders[1]?.sheets.map(({ code }) => code)).toEqual(['B-1', 'B-2'])
    expect(holders[0]?.sheets[0]).toEqual({
      code: 'A-1', state: 'issued', issued_at: '2026-11-23T16:40:00.000Z', issued_by: 'Amara Diallo', returned_at: null, returned_to: null,
      missing_at: null, missing_by: null, destroyed_at: null, destroyed_by: null, printed_at: null, printed_by: null, voided_at: null, voided_by: null, void_reason: null, waiting: false,
    })
    expect(balance).toEqual({ issued: 3, returned: 0, destroyed: 0, missing: 0, out: 3, void: 0, unused: 0 })
    expect(without).toBe(0)
    expect((await paper(AFTERNOON)).balance.issued).toBe(1)

    await site.ask('POST', `/api/registrations/${registrationId(3)}/commands/check-in`, { token, body: { At: '2026-11-23T16:40:00.000Z' } })
    expect((await paper(AFTERNOON)).without).toBe(0)
  })

  it('counts who is in and was given none', async () => {
    await site.ask('POST', `/api/registrations/${registrationId(2)}/commands/check-in`, { token, body: {} })
    expect((await paper()).without).toBe(1)
    await issue(2, 'A-1')
    expect((await paper()).without).toBe(0)
  })

  it('is even only when no sheet is out, and a sheet that turns up was returned', async () => {
    await issue(1, 'B-1', 'B-2')
    await issue(2, 'A-1')
    await sheets('return', { SheetCodes: ['B-1', 'a-1'] })
    expect(await paper()).toMatchObject({ balance: { issued: 3, returned: 2, missing: 0, out: 1 }, even: false })
    await sheets('missing', { SheetCodes: ['B-2'] })
    const closed = await paper()
    expect(closed).toMatchObject({ balance: { issued: 3, returned: 2, missing: 1, out: 0 }, even: true })
    expect(closed.holders[1]?.sheets[1]).toMatchObject({ code: 'B-2', state: 'missing', missing_by: 'Amara Diallo' })

    await sheets('destroy', { SheetCodes: ['A-1'] })
    await sheets('return', { SheetCodes: ['B-2'] })
    const done = await paper()
    expect(stateOf(done)).toEqual({ 'A-1': 'destroyed', 'B-1': 'returned', 'B-2': 'returned' })
    expect(done).toMatchObject({ balance: { issued: 3, returned: 3, destroyed: 1, missing: 0, out: 0 }, even: true })

    await issue(2, 'A-2')
    expect((await paper()).even).toBe(false)
  })

  it('is whole where there is more than one page of it', async () => {
    for (let batch = 0; batch < 11; batch++) {
      expect((await sheets('issue', { RegistrationIdentifier: registrationId(1), SheetCodes: Array.from({ length: 50 }, (_, i) => `P-${batch}-${i}`) })).status).toBe(200)
    }
    expect((await paper()).balance).toMatchObject({ issued: 550, out: 550 })
  })

  it('keeps a holder who was moved to another sitting', async () => {
    await issue(2, 'A-1')
    await site.load([['bookingRegistrations', { id: registrationId(2), EventIdentifier: AFTERNOON, LearnerName: 'Jürgen Müller', LearnerCode: 'EL-20402', ApprovalStatus: 'Registered' }]])
    expect((await paper()).holders[0]).toMatchObject({ name: 'Jürgen Müller', code: 'EL-20402', sheets: [{ code: 'A-1', state: 'issued' }] })
  })

  it('says what waits to be sent', async () => {
    site = await makeDeskSite({ authority: false })
    await site.load([...EVENTS, ...PEOPLE])
    token = await site.signIn()
    expect((await issue(2, 'A-1')).status).toBe(200)
    expect((await paper()).holders[0]?.sheets[0]?.waiting).toBe(true)
  })

  it('is refused for an event that is not here, without one, and without a sign-in', async () => {
    expect((await site.ask('GET', '/desk/paper?event=nothing', { token })).status).toBe(404)
    expect((await site.ask('GET', '/desk/paper', { token })).status).toBe(400)
    expect((await site.ask('GET', `/desk/paper?event=${MORNING}`)).status).toBe(401)
  })
})
