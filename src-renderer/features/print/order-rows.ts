/** Orders and times of rows on paper. Pure. */
import type { RosterRow, Sitting } from '../../../src-shared/desk.ts'

const minute_ms = 60_000

/** Seats as people count them ("2" before "10", "A2" before "B1"), those without one last. */
export function bySeat(one: RosterRow, other: RosterRow): number {
  if (one.seat === null || other.seat === null) return Number(one.seat === null) - Number(other.seat === null)
  return one.seat.localeCompare(other.seat, 'en', { numeric: true })
}

/** When this candidate's time is up if nothing stops the clock, ISO 8601. */
export function endOf({ extra_minutes }: RosterRow, { end }: Sitting): string {
  return new Date(Date.parse(end) + extra_minutes * minute_ms).toISOString()
}
