/** What the window reads from `/desk/*`: the view models of the desk, one shape for the app and a browser. */
import type { AttachmentMark } from './attachments.ts'
import type { FixField } from './desk/fix-field.ts'
import type { ClosedBy } from './desk/paper.ts'
import type { WithoutSeat } from './desk/seats.ts'
import type { DeskSettings } from './desk/settings.ts'
import type { Line } from './ipc.ts'

/** From an instant on the venue's clocks are so many minutes ahead of UTC. The station's rules count: a window's may be older. */
export interface ZoneOffset {
  from: string
  minutes: number
}

/** What to show before anyone has signed in. */
export interface DeskState {
  phase: 'join' | 'sign-in'
  site: { id: string; name: string; time_zone: string; offsets: ZoneOffset[] } | null
  station: { name: string; encrypted: boolean; version: string }
  /** Shown only where the demo site is loaded. */
  demo_pin: string | null
  demo_available: boolean
  /** Until when people can sign in without headquarters, ISO 8601; null where that does not end. */
  lease_until: string | null
}

export type Role = 'proctor' | 'lead' | 'admin'

export interface DeskUser {
  id: string
  name: string
  role: Role
  initials: string
}

export interface Session {
  token: string
  user: DeskUser
}

/** A second person's signature, for one write of whoever asked for it. */
export interface SignOff {
  token: string
  user: Pick<DeskUser, 'id' | 'name' | 'role'>
}

export interface SittingCounts {
  /** Registrations that are not cancelled. */
  total: number
  expected: number
  /** In on time; `late` counts those who are in but came late. */
  in: number
  late: number
  absent: number
  cancelled: number
  accommodations: number
}

/** One event at this site's venue. Instants are ISO 8601 in UTC; show them in `time_zone`. */
export interface Sitting {
  id: string
  title: string
  exam_type: string
  exam_format: string
  start: string
  end: string
  time_zone: string
  duration_minutes: number
  status: 'Scheduled' | 'Cancelled'
  cancellation_reason: string | null
  limit: number | null
  counts: SittingCounts
  /** Registrations that may be one person with another of this sitting. */
  doubles: number
  /** A lead has ended it. */
  closed: ClosedBy | null
}

export interface SittingsOfDay {
  date: string
  /** Today's calendar day at the venue. */
  today: string
  time_zone: string
  venue: { id: string; name: string }
  sittings: Sitting[]
}

export type RosterState =
  | 'expected' | 'in' | 'late' | 'absent' | 'withdrawn' | 'cancelled' | 'other-day' | 'other-venue'

export type RosterFilter = 'all' | 'to-come' | 'in' | 'accommodations' | 'attention'

export interface RosterRow {
  id: string
  /** Family name first, as the roster is sorted. */
  sort_name: string
  name: string
  code: string
  seat: string | null
  state: RosterState
  checked_in_at: string | null
  accommodations: string[]
  extra_minutes: number
  event_id: string
  event_title: string
  event_start: string
  /** True while a write of this laptop on this record has not reached headquarters. */
  waiting: boolean
  /** May be one person with another registration of the sitting. */
  double: boolean
}

export interface Roster {
  /** How many match the text and the filter; `rows` is one page of them. */
  total: number
  /** How many match the text, by filter. `in` has the late ones too; `attention`: cancelled, withdrawn, at another venue, with an open conflict, or perhaps one person with another. */
  counts: Record<RosterFilter, number>
  rows: RosterRow[]
}

export type WarningCode = 'wrong-day' | 'wrong-venue' | 'cancelled' | 'already-in' | 'late' | 'event-cancelled' | 'sitting-closed' | 'registered-twice' | 'other-sitting'

export interface DeskWarning {
  code: WarningCode
  /**
   * Facts to put into the sentence. wrong-day: date, today, start, time_zone; wrong-venue: venue, venue_id; cancelled and
   * event-cancelled: why; already-in: who, at, where, seat; late: start, minutes, late_after_minutes;
   * sitting-closed: who, at; registered-twice: registration, seat, state; other-sitting (the window's own: another sitting is open): none. Unknown ones are absent.
   */
  detail: Record<string, string>
}

export interface AccommodationDetail {
  type: string
  name: string | null
  minutes: number
  granted_by: string | null
  granted_at: string | null
  /** The lead who signed, where whoever granted it is none. */
  signed_by: string | null
  reason: string | null
  /** The reference of the paper that it rests on. */
  reference: string | null
}

/** Another registration of the sitting that may be the same person. */
export interface LikelyDouble {
  registration: string
  name: string
  code: string
  seat: string | null
  state: RosterState
  checked_in_at: string | null
}

export interface Candidate extends RosterRow {
  email: string | null
  learner_id: string
  registrant_type: string | null
  assessment: { code: string; name: string } | null
  event: Sitting
  venue_name: string
  accommodation_details: AccommodationDetail[]
  /** Start, duration, extensions and time given back. */
  ends_at: string
  /** Minutes given back to this candidate by alarms and outages. */
  given_minutes: number
  /** The break that has not ended: since when. */
  on_break_since: string | null
  identity_checks: string[]
  checked_in_by: string | null
  checked_in_desk: string | null
  /** The admission was written by hand first: who entered it, and when. */
  from_paper: { at: string; by: string } | null
  warnings: DeskWarning[]
  doubles: LikelyDouble[]
  /** Cancelled, and this registration was made in its place since. */
  registered_again: string | null
  /** This one was made in place of a cancelled one. */
  instead_of: { registration: string; reason: string; by: string; at: string } | null
  suggested_seat: string | null
  /** Why the rooms have no seat to suggest. */
  no_seat_because: WithoutSeat | null
  sheets: string[]
  /** The locker that holds their things. */
  locker: string | null
  photo: AttachmentMark | null
  signature: AttachmentMark | null
  /** How the venue of this sitting checks people in. */
  settings: DeskSettings
  waiting_since: string | null
  exam_registration_id: string | null
  /** A certificate can be printed. */
  passed: boolean
}

export interface WaitingItem {
  op: string
  command: string
  /** Who the write is about, where it is about a candidate. */
  candidate: string | null
  registration: string | null
  who: string
  at: string
}

export interface ConflictItem {
  id: string
  kind: 'conflict' | 'rejected'
  collection: string
  record_id: string
  field?: string
  mine: unknown
  theirs: unknown
  mine_by: string | null
  mine_at: string | null
  theirs_by: string | null
  theirs_at: string | null
  status?: number
  message?: string
}

export interface Waiting {
  line: Line
  items: WaitingItem[]
  conflicts: (ConflictItem & {
    candidate: string | null
    /** What was to be done; absent for a conflict. */
    command?: string
    /** The values of a refused write that can be corrected. */
    fix?: FixField[]
  })[]
}

/** What a scanned code turned out to be; all absent where it is nothing known here. */
export interface Scan {
  registration?: string
  event?: string
  sheet?: string
  /** The sitting of the sheet. */
  sheet_event?: string
  /** A seat of this site's rooms, by its name. */
  seat?: string
}
