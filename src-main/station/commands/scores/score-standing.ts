/** How the score of one exam registration stands, from everybody's entries. Pure. */
import { docsOf, numberOf, textOf } from '../booking/stored-values.ts'
import type { Doc } from '../../store/store.ts'

export interface ScoreStanding {
  state: 'none' | 'one' | 'mismatch' | 'final'
  /** The score once it stands. */
  score: number | null
  /** Who has entered it, with what each entered last. */
  entries: ReadonlyMap<string, number>
}

/**
 * A correction stands; else two people who agree do, whoever disagrees; entries are in the order in which headquarters took them.
 * @param scores the record of `scoreEntries`
 */
export function scoreStanding(scores: Doc | undefined): ScoreStanding {
  const entries = new Map<string, number>()
  let agreed: number | null = null
  let corrected: number | null = null
  for (const entry of docsOf(scores, 'Entries')) {
    const [by, score] = [textOf(entry, 'by'), numberOf(entry, 'score')]
    if (by === null || score === null) continue
    if (entry.kind === 'correction') {
      corrected = score
      continue
    }
    // What two agreed on stands; only a correction changes it.
    if (agreed !== null) continue
    if ([...entries].some(([other, theirs]) => other !== by && theirs === score)) agreed = score
    entries.set(by, score)
  }
  const score = corrected ?? agreed
  return { state: score !== null ? 'final' : entries.size > 1 ? 'mismatch' : entries.size === 1 ? 'one' : 'none', score, entries }
}
