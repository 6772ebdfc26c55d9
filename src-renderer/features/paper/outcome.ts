/** What came of a scan or a key, in one large word and the facts below it. */
import type { PaperSheet } from '../../../src-shared/desk/paper.ts'

export type OutcomeWord = 'returned' | 'turned-up' | 'already' | 'missing' | 'destroyed' | 'gone' | 'found' | 'no-paper' | 'unknown' | 'failed' | 'printed' | 'void' | 'handed-out' | 'voided'

export interface Outcome {
  word: OutcomeWord
  code: string
  who: string | null
  seat: string | null
  /** How many sheets this person still holds. */
  left: number | null
  /** True where the sheet belongs to another sitting than the one on the screen. */
  elsewhere: boolean
  /** Who took it and when, where it was back already. */
  sheet: PaperSheet | null
  /** What the station said, where nothing happened. */
  message: string | null
  /** How many sheets it was about. */
  n: number
}

export const NO_OUTCOME: Omit<Outcome, 'word' | 'code'> = { who: null, seat: null, left: null, elsewhere: false, sheet: null, message: null, n: 1 }
