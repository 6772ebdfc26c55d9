/** Calendar days at a venue, whatever its clocks do. */
import type { Doc } from '../../store/store.ts'
import { textOf } from './stored-values.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = makeFormat(zone)
  formats.set(zone, made)
  return made
}

function makeFormat(zone: string): Intl.DateTimeFormat {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'iso8601', numberingSystem: 'latn' } as const
  try {
    return new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone })
  } catch {
    // An imported zone that nobody knows: the day in UTC is better than no day.
    return new Intl.DateTimeFormat('en-CA', { ...options, timeZone: 'UTC' })
  }
}

/** The calendar day (YYYY-MM-DD) of an instant in a time zone; null where it is no instant. */
export function dayAt(instant: string | null, zone: string): string | null {
  const ms = instant === null ? Number.NaN : Date.parse(instant)
  if (Number.isNaN(ms)) return null
  const parts = Object.fromEntries(formatOf(zone).formatToParts(ms).map(({ type, value }) => [type, value]))
  return `${parts.year}-${parts.month}-${parts.day}`
}

/** The time zone in which an event takes place. */
export function zoneOf(event: Doc | undefined, venue: Doc | undefined): string {
  return textOf(venue, 'time_zone') ?? textOf(event, 'TimeZone') ?? 'UTC'
}
