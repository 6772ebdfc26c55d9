/** What the venue's clocks do around now, so that a window with older time-zone rules shows the same time as the station. Pure. */
import type { ZoneOffset } from '../../../src-shared/desk.ts'
import { offsetAt } from '../commands/booking/time-zone.ts'

const day_ms = 86_400_000
const minute_ms = 60_000
/** As far back and ahead as a desk shows times. */
const days_around = 400

const offsetMinutes = (ms: number, zone: string) => Math.round(offsetAt(ms, zone) / minute_ms)

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
