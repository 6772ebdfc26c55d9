/** Calendar days at a venue and where they begin, whatever its clocks do that day. Pure. */
import { dayAt } from '../commands/booking/time-zone.ts'

const hour_ms = 3_600_000
const day_ms = 24 * hour_ms
/** No clock on earth is further from UTC than this. */
const offset_hours_max = 15

/** The day after a calendar day. Days of the calendar have no hours, so no clock change can miss one. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + day_ms).toISOString().slice(0, 10)
}

/** Instants between which some day from `first` to `last` is somewhere on earth: a first, wide net. */
export function around(first: string, last: string): { from: string; to: string } {
  const from = Date.parse(`${first}T00:00:00Z`) - offset_hours_max * hour_ms
  const to = Date.parse(`${last}T00:00:00Z`) + day_ms + offset_hours_max * hour_ms
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

/** Whether an instant falls on one of these days at the venue. */
export function isOn(instant: string | null, zone: string, days: readonly string[]): boolean {
  const day = dayAt(instant, zone)
  return day !== null && days.includes(day)
}
