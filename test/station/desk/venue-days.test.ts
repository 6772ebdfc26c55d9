import { describe, expect, it } from 'vitest'
import type { Sitting } from '../../../src-shared/desk.ts'
import { nextDay } from '../../../src-main/station/desk/venue-day.ts'
import { AFTERNOON, event, makeDeskSite, MORNING, person, registrationId, TOMORROW } from './make-desk-site.ts'

interface Case {
  zone: string
  now: string
  today: string
  /** Start of an event to the day it belongs to. */
  events: [string, string, string][]
}

const CASES: Case[] = [
  {
    // An evening in Los Angeles is the next day in UTC.
    zone: 'America/Los_Angeles', now: '2026-11-24T05:00:00.000Z', today: '2026-11-23',
    events: [[MORNING, '2026-11-23T08:00:00.000Z', '2026-11-23'], [AFTERNOON, '2026-11-24T07:59:00.000Z', '2026-11-23'], [TOMORROW, '2026-11-24T08:00:00.000Z', '2026-11-24']],
  },
  {
    // A morning in Auckland is the day before in UTC.
    zone: 'Pacific/Auckland', now: '2026-11-22T19:30:00.000Z', today: '2026-11-23',
    events: [[MORNING, '2026-11-22T20:00:00.000Z', '2026-11-23'], [AFTERNOON, '2026-11-23T10:59:00.000Z', '2026-11-23'], [TOMORROW, '2026-11-23T11:00:00.000Z', '2026-11-24']],
  },
  {
    // The day that has 23 hours: clocks go from 02:00 to 03:00.
    zone: 'America/Los_Angeles', now: '2026-03-08T17:00:00.000Z', today: '2026-03-08',
    events: [[MORNING, '2026-03-08T08:00:00.000Z', '2026-03-08'], [AFTERNOON, '2026-03-09T06:59:00.000Z', '2026-03-08'], [TOMORROW, '2026-03-09T07:00:00.000Z', '2026-03-09']],
  },
  {
    // The day that has 25 hours: 01:30 comes twice.
    zone: 'Europe/Berlin', now: '2026-10-25T00:30:00.000Z', today: '2026-10-25',
    events: [[MORNING, '2026-10-24T22:00:00.000Z', '2026-10-25'], [AFTERNOON, '2026-10-25T22:59:00.000Z', '2026-10-25'], [TOMORROW, '2026-10-25T23:00:00.000Z', '2026-10-26']],
  },
  {
    zone: 'Nobody/Knows', now: '2026-11-23T16:30:00.000Z', today: '2026-11-23',
    events: [[MORNING, '2026-11-23T00:00:00.000Z', '2026-11-23'], [AFTERNOON, '2026-11-23T23:59:00.000Z', '2026-11-23'], [TOMORROW, '2026-11-24T00:00:00.000Z', '2026-11-24']],
  },
]

describe('days at the venue', () => {
  it.each(CASES)('$zone, $today', async ({ zone, now, today, events }) => {
    const site = await makeDeskSite({ zone, now })
    await site.load(events.flatMap(([id, start], i) => [event(id, start), ...person(i, id, `P${i}`, 'Same')]))
    const token = await site.signIn()
    const get = async (path: string) => (await site.ask('GET', path, { token })).body
    for (const date of [today, nextDay(today)]) {
      const day = await get(`/desk/sittings?date=${date}`)
      expect([day.today, day.sittings.map(({ id }: Sitting) => id)]).toEqual([today, events.filter(([, , on]) => on === date).map(([id]) => id)])
    }
    const roster = await get('/desk/roster?q=same')
    expect(roster.rows.map(({ state }: { state: string }) => state)).toEqual(['expected', 'expected', 'other-day'])
    expect((await get(`/desk/candidates/${registrationId(0)}`)).warnings.map(({ code }: { code: string }) => code)).not.toContain('wrong-day')
    expect((await get(`/desk/candidates/${registrationId(2)}`)).warnings[0]).toMatchObject({ code: 'wrong-day', detail: { date: nextDay(today), today } })
  })

  it('follow one another over clock changes and the ends of months', () => {
    expect(['2026-03-07', '2026-10-25', '2026-12-31', '2028-02-28'].map(nextDay)).toEqual(['2026-03-08', '2026-10-26', '2027-01-01', '2028-02-29'])
  })
})
