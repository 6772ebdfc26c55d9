import { describe, expect, it } from 'vitest'
import { readSheets } from '../../src-renderer/features/check-in/sheets-input.ts'

describe('sheets to give', () => {
  it('are a number of new ones, or printed codes', () => {
    expect(readSheets('4', [])).toEqual({ Count: 4 })
    expect(readSheets(' 50 ', [])).toEqual({ Count: 50 })
    expect(readSheets('51', [])).toEqual({ wrong: 'too-many' })
    expect(readSheets('07141', [])).toEqual({ SheetCodes: ['07141'] })
    expect(readSheets('sp-1, SP-2;sp-3  sp-4', [])).toEqual({ SheetCodes: ['SP-1', 'SP-2', 'SP-3', 'SP-4'] })
    expect(readSheets('', ['SP-9'])).toEqual({ SheetCodes: ['SP-9'] })
    expect(readSheets('12', ['SP-9'])).toEqual({ SheetCodes: ['SP-9', '12'] })
  })

  it('are nothing, too many, or the same sheet twice', () => {
    expect(readSheets('  ', [])).toEqual({ wrong: 'empty' })
    expect(readSheets('sp-9', ['SP-9'])).toEqual({ wrong: 'twice', code: 'SP-9' })
    expect(readSheets('', Array.from({ length: 51 }, (_, i) => `SP-${i}`))).toEqual({ wrong: 'too-many' })
  })
})
