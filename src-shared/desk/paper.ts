/** The scrap paper of one sitting, as the window shows it. */
import type { Sitting } from '../desk.ts'

/** `printed` and `void` were never handed out: the balance does not count them. */
export type SheetState = 'issued' | 'returned' | 'missing' | 'destroyed' | 'printed' | 'void'

/** One numbered sheet of scrap paper. Who and when are null where nobody noted them. */
export interface PaperSheet {
  code: string
  state: SheetState
  printed_at: string | null
  printed_by: string | null
  issued_at: string | null
  issued_by: string | null
  returned_at: string | null
  returned_to: string | null
  missing_at: string | null
  missing_by: string | null
  destroyed_at: string | null
  destroyed_by: string | null
  voided_at: string | null
  voided_by: string | null
  void_reason: string | null
  /** True while a write of this laptop on this sheet has not reached headquarters. */
  waiting: boolean
}

/** Somebody who was given paper, or for whom some is printed. */
export interface PaperHolder {
  /** Null where the sheets name nobody: spare ones. */
  registration: string | null
  name: string
  sort_name: string
  code: string
  seat: string | null
  sheets: PaperSheet[]
}

/** issued = returned + missing + out; the destroyed are some of those returned. */
export interface PaperBalance {
  issued: number
  returned: number
  destroyed: number
  missing: number
  out: number
  /** Printed and spoilt before anybody had them. */
  void: number
  /** Printed and neither handed out nor void. */
  unused: number
}

/** Who closed something, and when. */
export interface ClosedBy {
  at: string
  by: string
  /** The second person, where one signed. */
  second: string | null
}

/** A closing that was opened again. */
export interface Reopened extends ClosedBy {
  kind: 'paper' | 'sitting'
  reopened_at: string
  reopened_by: string
  reason: string
}

export interface Paper {
  event: Sitting
  balance: PaperBalance
  /** Every sheet came back or is noted as missing: it can be closed. */
  even: boolean
  /** Closed by two people; null while it is open. */
  closed: ClosedBy | null
  /** What was closed before and opened again, oldest first. */
  reopened: Reopened[]
  /** By name; spare sheets last. */
  holders: PaperHolder[]
  /** How many candidates are in and were given no paper. */
  without: number
}
