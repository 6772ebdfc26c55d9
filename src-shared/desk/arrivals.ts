/** How a sitting fills: who is in by when, against who is expected. */
export interface Arrivals {
  event: string
  start: string
  time_zone: string
  /** Candidates who are not cancelled. */
  expected: number
  /** How many are in at each instant, oldest first; the last one is now, or the end of what is shown. */
  points: { at: string; in: number }[]
}
