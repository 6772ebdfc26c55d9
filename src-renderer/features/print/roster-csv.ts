/** The roster as a table file that spreadsheets open (RFC 4180, UTF-8 with a mark so that names keep their letters). Pure. */
import type { RosterRow, Sitting } from '../../../src-shared/desk.ts'
import type { Translate } from '../../ui/i18n.ts'
import type { Locale } from '../../ui/preferences.ts'
import { clockTime } from '../../ui/time.ts'
import { endOf } from './order-rows.ts'

const BYTE_ORDER_MARK = '\uFEFF'

export function rosterCsv(rows: readonly RosterRow[], sitting: Sitting, locale: Locale, t: Translate): string {
  const time = (instant: string | null) => (instant === null ? '' : clockTime(instant, sitting.time_zone, locale))
  const head = (['name', 'code', 'seat', 'state', 'in', 'accommodations', 'end'] as const).map((column) => t(`print.col.${column}`))
  const lines = rows.map((row) => [row.sort_name, row.code, row.seat ?? '', t(`state.${row.state}`), time(row.checked_in_at), row.accommodations.join('; '), time(endOf(row, sitting))])
  return BYTE_ORDER_MARK + [head, ...lines].map((cells) => cells.map(cellText).join(',')).join('\r\n') + '\r\n'
}

/** A cell that begins like a formula would be run by a spreadsheet: it is told that it is text. */
export function cellText(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
