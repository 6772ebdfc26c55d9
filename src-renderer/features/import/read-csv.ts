/** Rows of a text with separators: comma, semicolon, tab or stroke, whichever fits. Pure. */
import Papa from 'papaparse'
import { roster_cell_characters_max, roster_columns_max, roster_rows_max } from '../../../src-shared/limits.ts'
import { decodeText } from './decode-text.ts'
import { UnreadableTable } from './table.ts'
import type { Table, TableRow } from './table.ts'

const rows_to_guess = 20

export function readCsv(bytes: Uint8Array, name: string): Table {
  const text = decodeText(bytes)
  // What is no text has control characters in it.
  // oxlint-disable-next-line no-control-regex [reason: these are the characters that are looked for]
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 4_000))) throw new UnreadableTable('not-a-table')
  // Rows without text would speak for the wrong separator.
  const { delimiter } = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t', '|'], preview: rows_to_guess, skipEmptyLines: 'greedy' }).meta
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, preview: roster_rows_max + 2 })
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken) throw new UnreadableTable('quotes', (broken.row ?? 0) + 1)
  return tableOf(name, data)
}

/** The table of these rows, bounded; rows without any text are left out, and the others keep their numbers. */
export function tableOf(name: string, data: readonly (readonly string[])[]): Table {
  const rows: TableRow[] = data.map((cells, at) => ({ n: at + 1, cells: cells.map((cell) => cell.trim().slice(0, roster_cell_characters_max)) })).filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (rows.length === 0) throw new UnreadableTable('empty')
  if (rows.length > roster_rows_max) throw new UnreadableTable('too-many-rows')
  const columns = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  if (columns > roster_columns_max) throw new UnreadableTable('too-many-columns')
  return { name, rows, columns }
}
