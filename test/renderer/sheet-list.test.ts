import { describe, expect, it } from 'vitest'
import { countState, filterHolders, sheetsInOrder } from '../../src-renderer/features/paper/sheet-list.ts'
import type { PaperHolder, PaperSheet, SheetState } from '../../src-shared/desk/paper.ts'

const sheet = (code: string, state: SheetState): PaperSheet => ({
  code, state, issued_at: null, issued_by: null, returned_at: null, returned_to: null, missing_at: null, missing_by: null, destroyed_at: null, destroyed_by: null, printed_at: null, printed_by: null, voided_at: null, voided_by: null, void_reason: null, waiting: false,
})
const MULLER: PaperHolder = { registration: 'r1', name: 'Jürgen Müller', sort_name: 'Müller, Jürgen', code: 'EL-20417', seat: '14', sheets: [sheet('SP-0C6VG-Q83Q7', 'issued'), sheet('07141', 'returned')] }
const LI: PaperHolder = { registration: 'r2', name: '李娜', sort_name: '李娜', code: 'EL-20420', seat: null, sheets: [sheet('SP-11111-ABCDE', 'missing')] }

const codes = (text: string, filter: 'all' | 'out' | 'missing' = 'all') => sheetsInOrder(filterHolders([MULLER, LI], text, filter)).map((one) => one.sheet.code)

describe('the list of paper', () => {
  it('finds a person with all their sheets, in any script and without marks', () => {
    expect(codes('muller')).toEqual(['SP-0C6VG-Q83Q7', '07141'])
    expect(codes('jurgen mül')).toEqual(['SP-0C6VG-Q83Q7', '07141'])
    expect(codes('李')).toEqual(['SP-11111-ABCDE'])
    expect(codes('EL-20420')).toEqual(['SP-11111-ABCDE'])
    expect(codes('nobody')).toEqual([])
    expect(codes('')).toHaveLength(3)
  })

  it('finds one sheet by its code, however it is typed', () => {
    for (const typed of ['SP-0C6VG-Q83Q7', 'sp0c6vgq83q7', 'SP OC6VG Q83Q7', 'q83q7']) expect(codes(typed)).toEqual(['SP-0C6VG-Q83Q7'])
    expect(codes('sp-lilil')).toEqual(['SP-11111-ABCDE'])
    expect(codes('07141')).toEqual(['07141'])
  })

  it('shows those out or missing, and still counts all', () => {
    expect(codes('', 'out')).toEqual(['SP-0C6VG-Q83Q7'])
    expect(codes('', 'missing')).toEqual(['SP-11111-ABCDE'])
    const [holder] = filterHolders([MULLER], '', 'out')
    expect(holder?.shown).toHaveLength(1)
    expect(countState(holder?.sheets ?? [], 'returned')).toBe(1)
  })
})
