/** Passed or failed. Pure. */
import type { Doc } from '../../store/store.ts'

/** The status that a score gives; nothing where the exam does not say what passes. */
export function scoreVerdict(score: number, exam: Doc | undefined): Doc {
  const passing = Number(exam?.passing_score ?? Number.NaN)
  return Number.isNaN(passing) ? {} : { status: score >= passing ? 'passed' : 'failed' }
}
