/** What is known about a whole roster. Pure. */
import type { SittingCounts } from '../../../src-shared/desk.ts'
import type { RosterEntry } from './roster-entry.ts'

export interface RosterSummary {
  counts: SittingCounts
  /** Codes of the forms that the candidates sit who are not cancelled. */
  assessments: readonly string[]
}

export function summaryOf(roster: Iterable<RosterEntry>): RosterSummary {
  const counts: SittingCounts = { total: 0, expected: 0, in: 0, late: 0, absent: 0, cancelled: 0, accommodations: 0 }
  const assessments = new Set<string>()
  for (const { attendance, accommodations, assessment } of roster) {
    if (attendance !== 'withdrawn') counts[attendance]++
    if (attendance === 'cancelled') continue
    counts.total++
    if (accommodations.length > 0) counts.accommodations++
    if (assessment !== null) assessments.add(assessment)
  }
  return { counts, assessments: [...assessments] }
}
