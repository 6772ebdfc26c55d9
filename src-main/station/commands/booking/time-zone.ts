/** Clocks and calendar days at a venue. */
import type { Doc } from '../../store/store.ts'
import { textOf } from './stored-values.ts'

const minute_ms = 60_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = makeFormat(zone)
  formats.set(zone, made)
  return made
}

function makeFormat(zone: string): Intl.DateTimeFormat {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', calendar: 'iso8601', numberingSystem: 'latn' } as const
  try {
    return new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone })
  } catch {
    // An imported zone that nobody knows: the day in UTC is better than no day.
    return new Intl.DateTimeFormat('en-CA', { ...options, timeZone: 'UTC' })
  }
}

function shownAt(ms: number, zone: string): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  return Object.fromEntries(formatOf(zone).formatToParts(ms).map(({ type, value }) => [type, value]))
}

/** The calendar day (YYYY-MM-DD) of an instant in a time zone; null where it is no instant. */
export function dayAt(instant: string | null, zone: string): string | null {
  const ms = instant === null ? Number.NaN : Date.parse(instant)
  if (Number.isNaN(ms)) return null
  const { year, month, day } = shownAt(ms, zone)
  return `${year}-${month}-${day}`
}

/** How far clocks in a zone are ahead of UTC at an instant, in milliseconds; 0 for a zone that is not known. */
export function offsetAt(ms: number, zone: string): number {
  const { year, month, day, hour, minute } = shownAt(ms, zone)
  const shown = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
  return shown - Math.floor(ms / minute_ms) * minute_ms
}

/** The instant (ISO 8601 UTC) at which clocks in a time zone show a time (HH:MM) on a day (YYYY-MM-DD). */
export function instantAt(day: string, time: string, zone: string): string {
  const wanted = Date.parse(`${day}T${time}:00.000Z`)
  // The offset there depends on the instant that is looked for: the second look is right also beside a clock change.
  const near = wanted - offsetAt(wanted, zone)
  return new Date(wanted - offsetAt(near, zone)).toISOString()
}

/** The time zone in which an event takes place. */
export function zoneOf(event: Doc | undefined, venue: Doc | undefined): string {
  return textOf(venue, 'time_zone') ?? textOf(event, 'TimeZone') ?? 'UTC'
}
