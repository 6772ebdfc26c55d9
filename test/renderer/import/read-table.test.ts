import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { cellOf, workbook } from './workbook.ts'
import { readTable } from '../../../src-renderer/features/import/read-table.ts'

const rows = async (bytes: Uint8Array) => (await readTable(bytes, 'roster')).rows
const cells = async (bytes: Uint8Array) => (await rows(bytes)).map((row) => row.cells)
const utf16 = (text: string, little: boolean) => {
  const bytes = Buffer.from(text, 'utf16le')
  return new Uint8Array(little ? bytes : bytes.swap16())
}
const NAMES = 'Nom;Prénom\r\nNúñez;José\r\nÓ;Zoë\r\n'
const WANTED = [['Nom', 'Prénom'], ['Núñez', 'José'], ['Ó', 'Zoë']]

describe('a text with separators', () => {
  it.each([
    ['UTF-8', new TextEncoder().encode(NAMES)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\uFEFF${NAMES}`)],
    ['Windows-1252', new Uint8Array(Buffer.from(NAMES, 'latin1'))],
    ['UTF-16 with a mark', utf16(`\uFEFF${NAMES}`, true)],
    ['UTF-16, big end first, with a mark', utf16(`\uFEFF${NAMES}`, false)],
    ['UTF-16 without a mark', utf16(NAMES, true)],
  ])('is read in %s', async (_encoding, bytes) => expect(await cells(bytes)).toEqual(WANTED))

  it('finds the separator, keeps quoted line ends, and counts rows as the file does', async () => {
    expect(await cells(new TextEncoder().encode('a,b\n"O\'Brien, Niamh","x\ny"\n'))).toEqual([['a', 'b'], ["O'Brien, Niamh", 'x\ny']])
    expect(await cells(new TextEncoder().encode('a\tb\nLi\tÓ\n'))).toEqual([['a', 'b'], ['Li', 'Ó']])
    expect((await rows(new TextEncoder().encode('a;b\n\n;\nLi;Ó\n'))).map(({ n }) => n)).toEqual([1, 4])
  })

  it('reads back whatever a spreadsheet writes', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => value.replace(/\p{Cc}/gu, '').trim())
    const table = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 2, maxLength: 6 })
    await fc.assert(fc.asyncProperty(table, fc.constantFrom(',', ';', '\t'), async (data, delimiter) => {
      const bytes = new TextEncoder().encode(Papa.unparse([['one', 'two', 'three'], ...data], { delimiter }))
      expect(await cells(bytes)).toEqual([['one', 'two', 'three'], ...data.map((row) => row.map((value) => value.trim()))])
    }), { numRuns: 40 })
  })

  it.each([
    ['empty', new Uint8Array()],
    ['empty', new TextEncoder().encode(' \n\n')],
    ['quotes', new TextEncoder().encode('a,b\n"Li,Ó\n')],
    ['too-many-columns', new TextEncoder().encode(`${'a,'.repeat(101)}a\n1,2\n`)],
    ['old-excel', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['not-a-table', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x01, 0x02])],
    ['not-a-table', zipSync({ 'readme.txt': strToU8('no workbook') })],
  ])('that cannot be one is refused: %s', async (problem, bytes) => expect(readTable(bytes, 'x')).rejects.toMatchObject({ problem }))
})

describe('a workbook', () => {
  it('gives texts, numbers as they are, dates as days, and what a formula shows', async () => {
    const sheet = `<row r="1">${cellOf('A1', 'Name')}${cellOf('B1', 'Code')}${cellOf('C1', 'Born')}${cellOf('D1', 'Extra')}</row>` +
      `<row r="2">${cellOf('A2', 'Müller, Jürgen')}<c r="B2"><v>20417</v></c><c r="C2" s="1"><v>36195</v></c><c r="D2"><f>10+35</f><v>45</v></c></row>` +
      `<row r="4">${cellOf('A4', '李娜')}</row>`
    const read = await rows(workbook(sheet))
    expect(read.map(({ n, cells }) => [n, ...cells])).toEqual([[1, 'Name', 'Code', 'Born', 'Extra'], [2, 'Müller, Jürgen', '20417', '1999-02-04', '45'], [4, '李娜', '', '', '']])
  })
})
