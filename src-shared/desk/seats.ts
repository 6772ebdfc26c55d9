/** The seats of one sitting, as the window shows them. */
import type { Room } from '../commands/rooms.ts'
import type { Sitting } from '../desk.ts'
import type { SeatNeed } from '../seat-needs.ts'

/** `other`: somebody of another sitting at the same time has it. `left`: the time of whoever sits there is up. */
export type SeatState = 'free' | 'given' | 'in' | 'break' | 'left' | 'absent' | 'blocked' | 'other'

export interface SeatPerson {
  registration: string
  name: string
  sort_name: string
  code: string
  seat: string | null
  needs: SeatNeed[]
  /** What they sit: an assessment's code, else the exam type. */
  exam: string
  state: Exclude<SeatState, 'free' | 'blocked' | 'other'>
}

export interface SeatHere {
  /** Row and column, from 1. */
  row: number
  column: number
  name: string
  accessible: boolean
  state: SeatState
  who: SeatPerson | null
}

export interface RoomHere {
  id: string
  name: string
  separate: boolean
  rows: number
  columns: number
  /** Row by row; where there is none there is a gap. */
  seats: SeatHere[]
}

export interface SeatMap {
  event: Sitting
  rooms: RoomHere[]
  /** Candidates who are not cancelled and have no seat, by name. */
  without: SeatPerson[]
  /** Candidates whose seat is in no room. */
  elsewhere: SeatPerson[]
}

/** The rooms of the venue as they are stored, and what somebody may do with them. */
export interface Rooms {
  rooms: (Room & { version: number; waiting: boolean })[]
}

export interface SeatMove {
  registration: string
  name: string
  seat: string
}

/** Why somebody gets no seat: no accessible one, no separate room, or no seat at all is left. */
export type WithoutSeat = SeatNeed | 'full'

/** What "seat everyone" would do. */
export interface SeatPlan {
  moves: SeatMove[]
  without: { registration: string; name: string; why: WithoutSeat }[]
  /** Seats beside each other whose candidates sit the same exam. */
  beside: [string, string][]
  /** Who has a seat already and keeps it. */
  kept: number
}

export interface SeatOutcome {
  registration: string
  seat: string
  status: number
  /** Why it was not done. */
  detail: string | null
}

/** Somebody who had a seat, from one moment to another. */
export interface SeatSpan {
  registration: string
  name: string
  code: string
  event_title: string
  event_start: string
  seat: string
  /** `sat`: was in and had the seat. `given`: had it without being in. */
  kind: 'sat' | 'given'
  from: string | null
  /** Null while it lasts. */
  to: string | null
  /** Who gave the seat. */
  by: string | null
  /** The seat that they moved to. */
  next: string | null
  /** Two desks gave different seats, and this one did not stand. */
  disputed: boolean
  breaks: { from: string; to: string | null }[]
}

export interface SeatHistory {
  seat: string
  date: string
  time_zone: string
  /** The instant that was asked about. */
  at: string | null
  /** Who had the seat then. */
  there: SeatSpan[]
  /** Everyone who had it that day, by time. */
  spans: SeatSpan[]
}
