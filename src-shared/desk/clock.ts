/** The clock of one sitting, as the window shows it: each candidate's own end. */
import type { Sitting } from '../desk.ts'

/** Why a candidate's clock stands, and what is left while it does. */
export interface ClockStanding {
  kind: 'break' | 'stop'
  since: string
  left_ms: number
}

export interface ClockRow {
  id: string
  name: string
  sort_name: string
  code: string
  seat: string | null
  accommodations: string[]
  extra_minutes: number
  /** Minutes given back by alarms and outages. */
  given_minutes: number
  /** The contract's EndsAt: start, duration, extensions and time given back. */
  ends_at: string
  /** When the time is up by this candidate's own clock, which breaks stop; while it stands: if it went on now. */
  clock_ends_at: string
  /** Minutes spent on breaks, rounded down. */
  break_minutes: number
  standing: ClockStanding | null
  /** A break has not ended, whatever else makes the clock stand. */
  on_break: boolean
  /** True while a write of this laptop on this candidate has not reached headquarters. */
  waiting: boolean
}

/** One stop of the sitting's clock, or one gift of minutes. */
export interface ClockStopView {
  id: string
  kind: 'stop' | 'give'
  reason: string
  started_at: string
  started_by: string
  /** Null while the clock stands. */
  ended_at: string | null
  ended_by: string | null
  signed_by: string | null
  minutes: number | null
  /** How many candidates it was for; null: everyone whose time was not up. */
  only: number | null
  undone_at: string | null
  undone_by: string | null
  undone_reason: string | null
}

export interface Clock {
  event: Sitting
  /** The station's clock when this was read; the window's may be wrong. */
  now: string
  /** Candidates who are in. */
  rows: ClockRow[]
  /** How many are still expected. */
  to_come: number
  /** The newest first. */
  stops: ClockStopView[]
  /** True while a change of this sitting's clock has not reached headquarters. */
  waiting: boolean
}
