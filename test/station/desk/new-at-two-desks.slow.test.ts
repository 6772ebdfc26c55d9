/** Somebody whom nobody knew, registered at two desks while headquarters was away: both are told when the line is back, and one registration is cancelled. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Candidate, Roster, SittingsOfDay } from '../../../src-shared/desk.ts'
import { makeDesks, type Desks } from '../../support/make-desks.ts'
import { VENUE } from './make-desk-site.ts'

const EVENT = '0e000000-0000-4000-8000-000000000001'

const walkIn = (desks: Desks, desk: string, id: string, person: Record<string, string>) =>
  desks.ask(desk, 'POST', `/api/registrations/${id}/commands/register-at-desk`, { Event: EVENT, Assessment: 'EL-B', Person: { id: randomUUID(), ...person } })
const candidate = async (desks: Desks, desk: string, id: string) => (await desks.ask(desk, 'GET', `/desk/candidates/${id}`)).body as Candidate
const attention = async (desks: Desks, desk: string) => (await desks.ask(desk, 'GET', `/desk/roster?event=${EVENT}&filter=attention`)).body as Roster
const DAY = new Date().toISOString().slice(0, 10)
const card = async (desks: Desks, desk: string) => ((await desks.ask(desk, 'GET', `/desk/sittings?date=${DAY}`)).body as SittingsOfDay).sittings[0]

it('both desks and the sitting\'s card say so; cancelling one ends it everywhere; nobody is joined by itself', { timeout: 60_000 }, async () => {
  const desks = await makeDesks({
    site: VENUE, names: ['one', 'two'],
    documents: [
      ['venues', { id: VENUE, name: 'Burnaby Test Centre', time_zone: 'UTC' }, null],
      ['assessmentForms', { id: 'f', code: 'EL-B', name: 'Electrician, Form B', published: true }, null],
      ['bookingEvents', { id: EVENT, EventVenue: VENUE, EventStart: `${DAY}T23:00:00.000Z`, EventExamType: 'Trades', EventExamFormat: 'Paper', EventStatus: 'Scheduled' }, VENUE],
    ],
  })
  await desks.stop('hq')
  const [here, there, other, stranger] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  expect(await walkIn(desks, 'one', here, { first_name: 'Zoë', last_name: 'Ó Briain', birth_date: '2001-02-03' })).toMatchObject({ status: 200 })
  expect(await walkIn(desks, 'two', there, { name: 'Ó Briain, Zoe', birth_date: '2001-02-03', email_address: 'zoe@example.org' })).toMatchObject({ status: 200 })
  expect(await walkIn(desks, 'one', other, { name: '李娜', email_address: 'na@example.org' })).toMatchObject({ status: 200 })
  expect(await walkIn(desks, 'two', stranger, { name: 'Zoë Ó Briain', birth_date: '1999-12-31' })).toMatchObject({ status: 200 })
  expect(await desks.ask('two', 'POST', `/api/registrations/${there}/commands/check-in`, { Seat: '14' })).toMatchObject({ status: 200 })
  for (const desk of ['one', 'two']) expect(await card(desks, desk)).toMatchObject({ doubles: 0 })

  await desks.start('hq')
  // Both have sent, then both have read what the other sent.
  await desks.idle()
  await desks.idle()
  for (const desk of ['one', 'two']) {
    expect(await card(desks, desk)).toMatchObject({ doubles: 2, counts: { total: 4 } })
    const { rows, counts } = await attention(desks, desk)
    expect([counts.attention, rows.map(({ id, double }) => [id, double]).toSorted()]).toEqual([2, [[here, true], [there, true]].toSorted()])
    expect((await candidate(desks, desk, here)).doubles).toMatchObject([{ registration: there, seat: '14', state: expect.stringMatching(/in|late/) }])
    expect((await candidate(desks, desk, there)).doubles).toMatchObject([{ registration: here, state: 'expected' }])
    expect((await candidate(desks, desk, stranger)).doubles).toEqual([])
  }

  expect(await desks.ask('one', 'POST', `/api/registrations/${here}/commands/cancel`, { Reason: 'Registered at two desks' })).toMatchObject({ status: 200 })
  await desks.idle()
  expect(await card(desks, 'two')).toMatchObject({ doubles: 0 })
  expect(await card(desks, 'one')).toMatchObject({ doubles: 0, counts: { total: 3, cancelled: 1 } })
  expect((await candidate(desks, 'two', there)).doubles).toEqual([])
})
