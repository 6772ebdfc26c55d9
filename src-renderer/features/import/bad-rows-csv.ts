/** The rows that were not taken, as they were, with the reason in a last column: to be put right and imported again. */
import Papa from 'papaparse'
import type { Translate } from '../../ui/i18n.ts'
import type { Table } from './table.ts'
import type { RowOutcome } from './use-import.ts'
import { whyText } from './why-text.ts'

/** So that spreadsheets keep the letters. */
const BYTE_ORDER_MARK = '\uFEFF'

export function badRowsCsv({ rows, columns }: Table, header: readonly string[] | null, bad: readonly RowOutcome[], t: Translate): string {
  const byNumber = new Map(rows.map((row) => [row.n, row.cells]))
  const wide = (cells: readonly string[]) => Array.from({ length: columns }, (_, at) => cells[at] ?? '')
  const lines = bad.map((outcome) => [...wide(byNumber.get(outcome.n) ?? []), String(outcome.n), whyText(outcome, t)])
  const head = [...wide(header ?? []), t('import.col.row'), t('import.col.why')]
  return BYTE_ORDER_MARK + Papa.unparse([head, ...lines], { escapeFormulae: true }) + '\r\n'
}
