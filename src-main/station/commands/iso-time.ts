/** ISO 8601 dates and instants, strictly: 30 February is refused. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?:[Zz]|[+-](\d{2}):?(\d{2})?)?$/

/** A calendar day that exists. */
export function isIsoDate(text: string): boolean {
  const parts = DATE.exec(text)
  if (!parts) return false
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/** A date-time that exists; without an offset it counts as UTC. */
export function isIsoInstant(text: string): boolean {
  const parts = INSTANT.exec(text)
  if (!parts || !isIsoDate(parts[1] ?? '')) return false
  const [hour, minute, second, offsetHour, offsetMinute] = parts.slice(2).map((part) => Number(part ?? 0)) as [number, number, number, number, number]
  return hour <= 23 && minute <= 59 && second <= 59 && offsetHour <= 15 && offsetMinute <= 59
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The instant as ISO 8601 UTC with milliseconds, or undefined where the text is not an instant that exists. */
export function toInstant(text: unknown): string | undefined {
  if (typeof text !== 'string' || !(isIsoInstant(text) || isIsoDate(text))) return undefined
  const zoned = isIsoDate(text) || /([Zz]|[+-]\d{2}:?\d{0,2})$/.test(text.slice(10)) ? text : `${text}Z`
  const ms = Date.parse(zoned.replace(' ', 'T').replace(',', '.'))
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}
