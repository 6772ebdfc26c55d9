import { describe, expect, it } from 'vitest'
import { readPasted } from '../../src-renderer/features/scores/read-pasted.ts'
import type { ScoreRow } from '../../src-shared/desk/scores.ts'

const row = (code: string, state: ScoreRow['state'] = 'none') => ({ registration: `r-${code}`, code, state }) as ScoreRow
const rows = [row('EL-1'), row('EL-2'), row('EL-3', 'final'), row('EL-4')]
const read = (text: string, at = 'r-EL-1') => {
  const { values, unknown } = readPasted(text, rows, at)
  return { values: Object.fromEntries(values), unknown }
}

describe('scores pasted from a spreadsheet', () => {
  it('a bare column fills from where it was pasted, past those who have a score', () => {
    expect(read('46\r\n88,5\r\n', 'r-EL-2')).toEqual({ values: { 'r-EL-2': 46, 'r-EL-4': 88.5 }, unknown: [] })
  })
  it('codes find their rows in any order; what fits nobody or is no number is named', () => {
    expect(read('el-4\t71\nEL-1\tÓ Dálaigh\t64\nEL-9\t50\nEL-2\tnone\nEL-3\t12')).toEqual({ values: { 'r-EL-4': 71, 'r-EL-1': 64 }, unknown: ['EL-9 50', 'EL-2 none', 'EL-3 12'] })
  })
  it('a line too many belongs to nobody', () => {
    expect(read('70\n71', 'r-EL-4')).toEqual({ values: { 'r-EL-4': 70 }, unknown: ['71'] })
  })
})
