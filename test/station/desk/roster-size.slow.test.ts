import { describe, expect, it } from 'vitest'
import type { Roster } from '../../../src-shared/desk.ts'
import { event, makeDeskSite, MORNING, person, registrationId, TOMORROW } from './make-desk-site.ts'

const candidates = 10_000
const FAMILIES = ['Müller', 'Garcia', 'Nguyễn', 'O’Brien', 'Li', 'Ó', 'Kaur', 'al-Ḥasan', 'Þórsdóttir', 'García Márquez']
const GIVEN = ['Jürgen', 'María', 'Ánh', 'Niamh', 'Na', 'Seán', 'Harpreet', 'Yūsuf', 'Guðrún']

describe('a sitting of 10,000', () => {
  it('answers pages, keystrokes and counts right, also while people are checked in', async () => {
    const site = await makeDeskSite()
    await site.load([
      event(MORNING, '2026-11-23T17:00:00.000Z'), event(TOMORROW, '2026-11-24T17:00:00.000Z'),
      ...Array.from({ length: candidates }, (_, n) => person(n, n % 10 === 9 ? TOMORROW : MORNING, GIVEN[n % GIVEN.length]!, FAMILIES[n % FAMILIES.length]!, n % 12 === 0 ? { Accommodations: [{ Type: 'Extra time', TimeExtension: 45 }] } : {})).flat(),
    ])
    const token = await site.signIn()
    const roster = async (query: string): Promise<Roster> => (await site.ask('GET', `/desk/roster?${query}`, { token })).body

    const seen = new Set<string>()
    for (let offset = 0; offset < 9_000; offset += 1_000) for (const { id } of (await roster(`event=${MORNING}&offset=${offset}&limit=1000`)).rows) seen.add(id)
    expect(seen.size).toBe(9_000)
    expect((await roster('')).counts).toMatchObject({ all: candidates, 'to-come': 9_000 })

    await Promise.all(Array.from({ length: 20 }, (_, i) => site.ask('POST', `/api/registrations/${registrationId(i * 10)}/commands/check-in`, { token, body: { Seat: String(i + 1) } })))
    const found = await roster(`event=${MORNING}&q=mull&filter=in`)
    expect([found.total, found.counts.all, found.counts['to-come']]).toEqual([20, 1_000, 980])
    expect((await site.ask('GET', '/desk/sittings', { token })).body.sittings[0].counts).toMatchObject({ total: 9_000, in: 20, expected: 8_980 })
    expect((await site.ask('GET', `/desk/candidates/${registrationId(1)}`, { token })).body.suggested_seat).toBe('21')
  })
})
