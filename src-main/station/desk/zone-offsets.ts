/** What the venue's clocks do around now, so that a window with older time-zone rules shows the same time as the station. Pure. */
import type { ZoneOffset } from '../../../src-shared/desk.ts'

const day_ms = 86_400_000
const minute_ms = 60_000
/** As far back and ahead as a desk shows times. */
const days_around = 400

/** Minutes ahead of UTC in a zone at an instant; 0 for a zone that is not known. */
export function offsetMinutes(ms: number, zone: string): number {
  const whole = Math.floor(ms / minute_ms) * minute_ms
  return Math.round((wallClock(whole, zone) - whole) / minute_ms)
}

/** The wall clock read as if it were UTC. */
function wallClock(ms: number, zone: string): number {
  const parts = Object.fromEntries(formatOf(zone).formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day ?? 1, parts.hour ?? 0, parts.minute ?? 0)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', calendar: 'iso8601', numberingSystem: 'latn' } as const
  const made = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: isZone(zone) ? zone : 'UTC' })
  formats.set(zone, made)
  return made
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-CA', { timeZone: zone }))
  } catch {
    return false
  }
}

/** The offsets in force from `days_around` days before an instant to as many after it, oldest first. */
export function zoneOffsets(now: string, zone: string): ZoneOffset[] {
  const start = Date.parse(now) - days_around * day_ms
  const offsets: ZoneOffset[] = [{ from: new Date(start).toISOString(), minutes: offsetMinutes(start, zone) }]
  for (let day = start; day < start + 2 * days_around * day_ms; day += day_ms) {
    if (offsetMinutes(day, zone) !== offsetMinutes(day + day_ms, zone)) {
      const change = changeBetween(day, day + day_ms, zone)
      offsets.push({ from: new Date(change).toISOString(), minutes: offsetMinutes(change, zone) })
    }
  }
  return offsets
}

/** The minute at which the offset changes. */
function changeBetween(before: number, after: number, zone: string): number {
  const old = offsetMinutes(before, zone)
  let [low, high] = [Math.floor(before / minute_ms), Math.ceil(after / minute_ms)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetMinutes(middle * minute_ms, zone) === old) low = middle
    else high = middle
  }
  return high * minute_ms
}
