import { describe, expect, it } from 'vitest'
import type { Roster, RosterRow } from '../../src-shared/desk.ts'
import { indexOf, missingPages, page_rows, withPage } from '../../src-renderer/features/roster/roster-pages.ts'

const question = { event: 'e1', q: '', filter: 'all' as const }
const counts = { all: 250, 'to-come': 0, in: 0, accommodations: 0, attention: 0 }

/** A page of a roster of `total` rows. */
function answer(offset: number, total = 250): Roster {
  const rows = Array.from({ length: Math.max(0, Math.min(page_rows, total - offset)) }, (_, index) => ({ id: `r${offset + index}` }) as RosterRow)
  return { total, counts, rows }
}

describe('the pages of a roster', () => {
  it('are kept at their places as they come, in any order', () => {
    const last = withPage(null, question, 200, answer(200), true)
    const both = withPage(last, question, 0, answer(0), false)
    expect(both.rows.size).toBe(150)
    expect(indexOf(both, 'r249')).toBe(249)
    expect(indexOf(both, 'r120')).toBe(-1)
    expect(indexOf(both, null)).toBe(-1)
  })
  it('start over with another question, another length, or on purpose', () => {
    const first = withPage(null, question, 0, answer(0), true)
    expect(withPage(first, { ...question, q: 'mull' }, 100, answer(100), false).rows.size).toBe(100)
    expect(withPage(first, question, 100, answer(100, 251), false).rows.size).toBe(100)
    expect(withPage(first, question, 100, answer(100), true).rows.size).toBe(100)
    expect(withPage(first, question, 100, answer(100), false).rows.size).toBe(200)
  })
  it('are asked for only where a row on the screen is missing', () => {
    const first = withPage(null, question, 0, answer(0), true)
    expect(missingPages(first, 0, 60)).toEqual([])
    expect(missingPages(first, 90, 120)).toEqual([100])
    expect(missingPages(first, 150, 900)).toEqual([100, 200])
    expect(missingPages(withPage(null, question, 0, answer(0, 0), true), 0, 20)).toEqual([])
  })
})
