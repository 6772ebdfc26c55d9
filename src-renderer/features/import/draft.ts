/** A file on its way to becoming registrations: its columns and what its rows have in common. Pure. */
import { guessColumns, hasHeader } from './columns.ts'
import type { Mapping } from './columns.ts'
import { rememberedColumns } from './remembered-columns.ts'
import type { Table } from './table.ts'
import { guessOrder } from './typed-date.ts'
import type { DateOrder } from './typed-date.ts'

export interface Draft {
  table: Table
  /** The texts above the columns; null where the first row is a person already. */
  header: string[] | null
  mapping: Mapping
  order: DateOrder
  event: string | null
  assessment: string | null
}

/** @param event the sitting from which the import was opened */
export function draftOf(table: Table, event: string | null): Draft {
  const header = hasHeader(table.rows) ? (table.rows[0]?.cells ?? []) : null
  const rows = header === null ? table.rows : table.rows.slice(1)
  const known = header === null ? null : rememberedColumns(header)
  const fits = known?.mapping.length === table.columns
  const mapping = fits ? known.mapping : guessColumns(header ?? [], rows, table.columns)
  const dates = mapping.flatMap((field, at) => (field === 'birth_date' || field === 'sitting_day' ? rows.map(({ cells }) => cells[at] ?? '') : []))
  return { table, header, mapping, order: fits ? known.order : guessOrder(dates), event: mapping.includes('sitting_day') ? null : event, assessment: null }
}
