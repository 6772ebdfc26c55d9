/** Contract section 3: what the criteria of a search mean. */
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foldText } from '../../../src-main/station/store/fold-text.ts'
import { EXAM, exam, makeStation, TENANT, type TestStation } from '../../support/make-station.ts'

let station: TestStation
const NAMES = ['José Núñez', 'JOSEPHINE Baker', 'Zoë Müller', 'Li Wei', 'Ó', '王小明', 'Nguyễn Thị Hồng Ánh', "Seán O'Brien", 'a%b_c', 'Øystein Łuk', 'Μαρία']
beforeAll(async () => {
  station = await makeStation()
  await station.seed('examRegistrations', NAMES.map((name, i) => ({
    ...exam({ name, date: `2026-11-${String(10 + i)}T09:00:00Z`, score: i * 10, status: i % 2 === 0 ? 'passed' : 'failed', location: i === 3 ? 'none' : undefined }),
    id: `s${i}`, number: i, sys_created_at: `2026-10-0${(i % 9) + 1}T00:00:00.000Z`,
  })))
  await station.seed('certifications', [
    { id: 'c0', contact_id: 'contact-1', program_id: 'program-1', status: 'active', number: 5, owner_type: 'contact' },
    { id: 'c1', contact_id: 'contact-1', program_id: 'program-1', status: 'inactive', number: 9, renewal_date: '2026-01-01', owner_type: 'organization', origin: 'web' },
  ])
  await station.seed('registrations', [
    { id: 'e0', event_id: 'event-1', contact_id: 'contact-1', is_guest_registration: true, order_total: 10.5 },
    { id: 'e1', event_id: 'event-1', contact_id: 'contact-1', is_guest_registration: false, order_total: 99 },
  ])
})
afterAll(() => station.close())

const call: TestStation['call'] = (...args) => station.call(...args)
const found = async (body: unknown, path = 'examRegistrations'): Promise<string[]> => {
  const answer = await call('POST', `/${path}/${TENANT}/search`, { body })
  expect([JSON.stringify(body), answer.status]).toEqual([JSON.stringify(body), 200])
  return answer.body.Items.map(({ id }: { id: string }) => id)
}
const all = NAMES.map((_, i) => `s${i}`).sort()

it('everything is found with an empty body, no body, nulls and empty lists', async () => {
  for (const body of [{}, { name: null, status: [], date: [], ids: null, score: [], sys_created_at: [null, null], city: '' }]) expect(await found(body)).toEqual(all)
  expect((await call('POST', `${EXAM}/search`)).body.Items.length).toBe(NAMES.length)
  expect((await found({}, 'registrations')).length).toBe(2)
})

describe('text', () => {
  it('matches anywhere, without case and diacritics', async () => {
    expect(await found({ name: 'jose' })).toEqual(['s0', 's1'])
    expect(await found({ name: 'JOSÉ' })).toEqual(['s0', 's1'])
    expect(await found({ name: 'ulle' })).toEqual(['s2'])
    expect(await found({ name: 'nunez' })).toEqual(['s0'])
    expect(await found({ name: 'li' })).toEqual(['s3'])
    expect(await found({ name: 'o' })).toEqual(['s0', 's1', 's2', 's4', 's6', 's7', 's9'].sort())
    expect(await found({ name: '小' })).toEqual(['s5'])
    expect(await found({ name: 'nguyen thi hong anh' })).toEqual(['s6'])
    expect(await found({ name: 'oystein luk' })).toEqual(['s9'])
    expect(await found({ name: 'μαρια' })).toEqual(['s10'])
    expect(await found({ name: 'n w' })).toEqual([])
  })

  it('takes no character for a wildcard', async () => {
    expect(await found({ name: '%' })).toEqual(['s8'])
    expect(await found({ name: '_c' })).toEqual(['s8'])
    for (const name of ['"', "'", '*', 'a" OR "b', 'NEAR(a b)', 'name:x', '(', '-', '^', '\\', ' ']) await found({ name })
  })

  it('finds what a plain comparison finds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES).chain((name) => fc.tuple(fc.nat(name.length - 1), fc.integer({ min: 1, max: 6 })).map(([at, length]) => name.slice(at, at + length))), async (piece) => {
        fc.pre(piece.isWellFormed())
        const expected = NAMES.flatMap((name, i) => (foldText(name).includes(foldText(piece)) ? [`s${i}`] : [])).sort()
        expect([piece, await found({ name: piece })]).toEqual([piece, expected])
      }),
      { numRuns: 80 },
    )
  })
})

describe('lists and ranges', () => {
  it('mean any of', async () => {
    expect(await found({ ids: ['s1', 's4', 'none'] })).toEqual(['s1', 's4'])
    expect((await found({ status: ['passed', 'failed'] })).length).toBe(NAMES.length)
    expect(await found({ status: ['failed'], score: [10, 30, 40] })).toEqual(['s1', 's3'])
    expect(await found({ location: ['none'] })).toEqual(['s3'])
    expect(await found({ is_guest_registration: [true] }, 'registrations')).toEqual(['e0'])
    expect(await found({ is_guest_registration: [true, false] }, 'registrations')).toEqual(['e0', 'e1'])
  })

  it('mean from and to, inclusive, null for an open end', async () => {
    expect(await found({ date: ['2026-11-12T09:00:00Z', '2026-11-13T09:00:00Z'] })).toEqual(['s2', 's3'])
    expect(await found({ date: ['2026-11-12T10:00:00+01:00', '2026-11-12T09:00:00.000Z'] })).toEqual(['s2'])
    expect(await found({ date: ['2026-11-12', '2026-11-13'] })).toEqual(['s2', 's3'])
    expect(await found({ date: [null, '2026-11-10T09:00:00Z'] })).toEqual(['s0'])
    expect(await found({ date: ['2026-11-20', null] })).toEqual(['s10'])
    expect(await found({ date: ['2026-11-20', '2026-11-10'] })).toEqual([])
    expect(await found({ number: [5, 5] }, 'certifications')).toEqual(['c0'])
    expect(await found({ number: [6, null] }, 'certifications')).toEqual(['c1'])
    expect(await found({ order_total: [10.5, 98.99] }, 'registrations')).toEqual(['e0'])
  })

  it('is_new is whether there is no renewal date; origin compares a field of that name', async () => {
    expect(await found({ is_new: 'true' }, 'certifications')).toEqual(['c0'])
    expect(await found({ is_new: 'false' }, 'certifications')).toEqual(['c1'])
    expect(await found({ origin: ['web'] }, 'certifications')).toEqual(['c1'])
    expect(await found({ id: ['c0'] }, 'certifications')).toEqual(['c0'])
    expect(await found({ owner_type: 'organization' }, 'certifications')).toEqual(['c1'])
    expect(await found({ event_id: 'event-1' }, 'registrations')).toEqual(['e0', 'e1'])
  })
})

it('a wrong type, an unknown criterion, an unknown word or an impossible date is 400 naming it', async () => {
  const cases: [string, unknown][] = [
    ['/colour', { colour: 'red' }], ['/name', { name: 5 }], ['/status', { status: 'passed' }], ['/status/0', { status: ['sleeping'] }], ['/ids', { ids: 'x' }],
    ['/date', { date: ['2026-01-01'] }], ['/date', { date: ['2026-01-01', '2026-01-02', '2026-01-03'] }], ['/date/0', { date: ['2026-02-30', null] }], ['/score/0', { score: ['1'] }],
    ['/ids', { ids: Array.from({ length: 1_001 }, () => 'x') }],
  ]
  for (const [path, body] of cases) {
    const { status, body: problem } = await call('POST', `${EXAM}/search`, { body })
    expect([path, status]).toEqual([path, 400])
    expect(problem.errors.map((error: { path: string }) => error.path)).toContain(path)
  }
  for (const body of [[], 'x', 1]) expect((await call('POST', `${EXAM}/search`, { body })).status).toBe(400)
  expect((await call('POST', `/certifications/${TENANT}/search`, { body: { is_new: true } })).status).toBe(400)
})
