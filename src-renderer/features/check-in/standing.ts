/** What the desk may do with a candidate, and what Enter means. Pure. */
import type { Candidate, WarningCode } from '../../../src-shared/desk.ts'
import { missingOf, type StepHere } from './identity.ts'

/** Nothing can be written while one of these holds. */
const BLOCKING: readonly WarningCode[] = ['cancelled', 'event-cancelled', 'sitting-closed']
/** The desk may go on, after a second look. */
const DOUBTFUL: readonly WarningCode[] = ['wrong-day', 'wrong-venue', 'registered-twice', 'other-sitting']

export interface Standing {
  phase: 'to-come' | 'in' | 'absent' | 'blocked'
  /** Required steps that are neither done nor left out with a reason. */
  missing: StepHere[]
  /** Enter has to be pressed twice: steps are missing, or day or place are wrong. */
  doubtful: boolean
}

/** The candidate with a warning where another sitting's roster is open; a wrong day or place says more. */
export function atSitting(candidate: Candidate, open: string | null): Candidate {
  const said = candidate.warnings.some(({ code }) => code === 'wrong-day' || code === 'wrong-venue')
  if (open === null || open === candidate.event.id || said || candidate.state !== 'expected') return candidate
  return { ...candidate, warnings: [...candidate.warnings, { code: 'other-sitting', detail: {} }] }
}

/** Cancelled, in a sitting that takes place and is open: undone by a fresh registration. */
export function canRegisterAgain({ state, event, registered_again }: Pick<Candidate, 'state' | 'event' | 'registered_again'>): boolean {
  return state === 'cancelled' && registered_again === null && event.status === 'Scheduled' && event.closed === null
}

/** How a candidate stands at this desk. */
export function standingOf(candidate: Pick<Candidate, 'state' | 'warnings'>, steps: readonly StepHere[]): Standing {
  const codes = candidate.warnings.map((warning) => warning.code)
  const missing = missingOf(steps)
  const doubtful = missing.length > 0 || codes.some((code) => DOUBTFUL.includes(code))
  if (candidate.state === 'in' || candidate.state === 'late') return { phase: 'in', missing, doubtful }
  if (candidate.state === 'cancelled' || codes.some((code) => BLOCKING.includes(code))) return { phase: 'blocked', missing, doubtful }
  return { phase: candidate.state === 'absent' ? 'absent' : 'to-come', missing, doubtful }
}
