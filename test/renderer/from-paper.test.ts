import { expect, it } from 'vitest'
import { emptyWalkIn, newPersonOf, problemsOf } from '../../src-renderer/features/door/walk-in.ts'
import { EMPTY_LINE, readLine } from '../../src-renderer/features/from-paper/paper-row.ts'

const room = { start: '2026-11-23T17:00:00.000Z', time_zone: 'America/Los_Angeles', locale: 'en', now: '2026-11-24T01:00:00.000Z' } as const
const line = (more: object) => ({ ...EMPTY_LINE, ...more })

it('a line of the printed list is read as it was written', () => {
  const wanted = { absent: false, at: '2026-11-23T17:05:00.000Z', seat: '7', issued: { count: 4 }, returned: { codes: ['P-1', 'P-2'] } }
  for (const time of ['0905', '9:05', '905', '9.05']) expect(readLine(line({ time, seat: ' 7 ', issued: '4', returned: 'P-1, P-2' }), 'expected', room)).toEqual(wanted)
  expect(readLine(line({ time: 'A' }), 'expected', room)).toMatchObject({ absent: true, at: null })
  expect(readLine(line({ issued: '2' }), 'in', room)).toMatchObject({ at: null, issued: { count: 2 } })
})

it.each([
  [{ time: '9h75' }, 'wrong-time'], [{ time: '19:30' }, 'late-time'], [{ seat: '4' }, 'needs-time'], [{ time: '9:00', issued: '51' }, 'wrong-sheets'], [{ time: '9:00', issued: '2', returned: '3' }, 'more-back'],
])('what cannot be is said: %j', (typed, problem) => expect(readLine(line(typed), 'expected', room)).toBe(problem))

it('a search that found nobody begins the form', () => {
  expect(emptyWalkIn('Ọlá Ṣoyinka')).toMatchObject({ first: 'Ọlá', last: 'Ṣoyinka' })
  expect(emptyWalkIn("O'Brien, Niamh")).toMatchObject({ first: 'Niamh', last: "O'Brien" })
  expect(emptyWalkIn('ola@example.org')).toMatchObject({ email: 'ola@example.org' })
  expect(emptyWalkIn('EL-20417')).toMatchObject({ code: 'EL-20417', last: '' })
  expect(problemsOf({ ...emptyWalkIn(''), email: 'x', birth: '1999-02-30' }).map(({ field }) => field)).toEqual(['last', 'email', 'birth'])
  expect(newPersonOf('id', { ...emptyWalkIn('Li'), birth: '1999-02-04' })).toEqual({ id: 'id', last_name: 'Li', birth_date: '1999-02-04' })
})
