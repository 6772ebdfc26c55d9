/** The scores of one sitting as one person may see them: never what another entered. */
import type { Sitting } from '../desk.ts'

/**
 * `none`: nobody has entered it. `mine`: this person has, and waits for a second one. `theirs`: somebody else has, this person is the second.
 * `third`: two differ, and this person is neither. `differs`: two differ, one of them this person's. `final`: it stands.
 * `without`: there is no exam registration to score.
 */
export type ScoreStateHere = 'none' | 'mine' | 'theirs' | 'third' | 'differs' | 'final' | 'without'

export interface ScoreRow {
  registration: string
  /** Address of what is scored, "/examRegistrations/TENANT/ID"; null where the candidate has no exam registration. */
  exam_registration: string | null
  name: string
  sort_name: string
  code: string
  seat: string | null
  state: ScoreStateHere
  /** What this person entered. */
  mine: number | null
  /** The score once it stands. */
  score: number | null
  result: 'passed' | 'failed' | null
  corrected: boolean
  waiting: boolean
}

export interface Scores {
  event: Sitting
  maximum: number | null
  passing: number | null
  /** Everybody who was there, by name. */
  rows: ScoreRow[]
}
