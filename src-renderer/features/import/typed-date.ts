/** Dates as rosters write them. Pure. */

export const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

const PARTS = /^(\d{1,4})[-/.\s](\d{1,2})[-/.\s](\d{1,4})$/

/** YYYY-MM-DD, or null where it is no day of the calendar. A year has four digits: 03 may be 1903 and 2003. */
export function typedDate(text: string, order: DateOrder): string | null {
  const parts = PARTS.exec(text.trim())
  if (!parts) return null
  const [a = '', b = '', c = ''] = parts.slice(1)
  // Four digits in front are the year, whatever the rest of the file does.
  const [year, month, day] = a.length === 4 ? [a, b, c] : order === 'mdy' ? [c, a, b] : [c, b, a]
  if (year.length !== 4 || day.length > 2) return null
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : null
}

/** The order that most of these dates allow; where several do, the day first, as most of the world writes. */
export function guessOrder(texts: readonly string[]): DateOrder {
  const dates = texts.map((text) => text.trim().split(/\s/)[0] ?? '').filter((text) => PARTS.test(text))
  const fitting = (order: DateOrder) => dates.filter((text) => typedDate(text, order) !== null).length
  if (dates.length > 0 && dates.every((text) => /^\d{4}/.test(text))) return 'ymd'
  return fitting('mdy') > fitting('dmy') ? 'mdy' : 'dmy'
}
