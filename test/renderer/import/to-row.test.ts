import { describe, expect, it } from 'vitest'
import { guessColumns, hasHeader, withField } from '../../../src-renderer/features/import/columns.ts'
import { toRow, toRows } from '../../../src-renderer/features/import/to-row.ts'
import { guessOrder, typedDate } from '../../../src-renderer/features/import/typed-date.ts'

const table = (...rows: string[][]) => rows.map((cells, at) => ({ n: at + 1, cells }))

describe('the columns', () => {
  it.each([
    [['First name', 'Last Name', 'Candidate Code', 'E-mail', 'Date of Birth', 'Extra time', 'Remarks'], ['first_name', 'last_name', 'code', 'email', 'birth_date', 'extra_minutes', null]],
    [['Prénom', 'NOM', 'Courriel', 'Séance', 'Heure', 'Aménagements', 'Place'], ['first_name', 'last_name', 'email', 'sitting_day', 'sitting_time', 'accommodations', 'seat']],
    [['Nombre', 'Apellidos', 'Correo electrónico', 'Teléfono', 'Fecha', 'Código', 'código'], ['first_name', 'last_name', 'email', 'phone', 'sitting_day', 'code', null]],
  ])('are known by the words above them: %j', (header, wanted) => expect(guessColumns(header, [], header.length)).toEqual(wanted))

  it('are known by what is in them where there are no words, and each means one thing', () => {
    const rows = table(['Li Na', 'EL-20417', 'li@example.org', '1999-02-04', '9:00'], ['Seán Ó', 'EL-20418', 'o@example.org', '2001-12-31', '13:00'])
    expect(hasHeader(rows)).toBe(false)
    expect(guessColumns([], rows, 5)).toEqual(['name', 'code', 'email', 'birth_date', 'sitting_time'])
    expect(withField(['name', 'code', null], 2, 'code')).toEqual(['name', null, 'code'])
    expect(hasHeader(table(['Name', 'Code']))).toBe(true)
  })
})

describe('dates', () => {
  it('are days of the calendar with a whole year, in the order of the file', () => {
    expect(typedDate('4/2/1999', 'dmy')).toBe('1999-02-04')
    expect(typedDate('4/2/1999', 'mdy')).toBe('1999-04-02')
    expect(typedDate('1999.2.4', 'mdy')).toBe('1999-02-04')
    for (const text of ['31/02/1999', '4/2/99', '1999-13-01', 'soon', '']) expect(typedDate(text, 'dmy')).toBeNull()
    expect(guessOrder(['4/2/1999', '12/31/2001'])).toBe('mdy')
    expect(guessOrder(['4/2/1999', '31/12/2001'])).toBe('dmy')
    expect(guessOrder(['1999-02-04'])).toBe('ymd')
  })
})

describe('a row', () => {
  const mapping = ['first_name', 'last_name', 'code', 'email', 'sitting_day', 'sitting_time', 'accommodations', 'extra_minutes'] as const
  const read = (...cells: string[]) => toRow({ n: 7, cells }, [...mapping], 'dmy')

  it('is what the station takes', () => {
    expect(read('Niamh', "O'Brien", 'EL-1', '', '23/11/2026', '1:30 PM', 'Separate room; Extra time', '45 min')).toEqual({
      row: { row: 7, first_name: 'Niamh', last_name: "O'Brien", code: 'EL-1', sitting_day: '2026-11-23', sitting_time: '13:30', accommodations: [{ Type: 'Separate room' }, { Type: 'Extra time', TimeExtension: 45 }] },
    })
    expect(read('Li', '', '', '', '2026-11-23 09:00:00', '', 'none', '30')).toEqual({ row: { row: 7, first_name: 'Li', sitting_day: '2026-11-23', sitting_time: '09:00', accommodations: [{ Type: 'Extra time', TimeExtension: 30 }] } })
  })

  it.each([
    [['', '', 'EL-1'], 'no-name', 'last_name'],
    [['Li', 'Na', '', 'li at example'], 'bad-email', 'email'],
    [['Li', 'Na', '', '', '31/02/2026'], 'bad-date', 'sitting_day'],
    [['Li', 'Na', '', '', '', '25:00'], 'bad-time', 'sitting_time'],
    [['Li', 'Na', '', '', '', '', '', '25 %'], 'bad-minutes', 'extra_minutes'],
    [['L'.repeat(201), 'Na'], 'too-long', 'first_name'],
  ])('is named with its column where it cannot be read: %#', (cells, code, field) => expect(read(...cells)).toMatchObject({ n: 7, bad: { code, field } }))

  it('that is a person or a seat again names the first', () => {
    const rows = table(['Li Na', '', '1'], ['Na Li', '', '2'], ['Ó', 'X-1', '1'], ['Ó', 'x-1', '3'], ['Ó', 'X-2', ''])
    const outcome = toRows(rows, ['name', 'code', 'seat'], 'dmy').map((one) => ('bad' in one ? [one.bad.code, one.bad.value] : 'row'))
    expect(outcome).toEqual(['row', ['twice', '1'], ['seat-twice', '1'], ['twice', '3'], 'row'])
  })
})
