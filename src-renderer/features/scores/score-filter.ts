/** Which rows a person looks at, and which take a number from them. Pure. */
import type { ScoreRow } from '../../../src-shared/desk/scores.ts'

export const SCORE_FILTERS = ['all', 'to-do', 'differ', 'done'] as const
export type ScoreFilter = (typeof SCORE_FILTERS)[number]

export function inFilter({ state }: ScoreRow, filter: ScoreFilter): boolean {
  switch (filter) {
    case 'all': return true
    case 'to-do': return state === 'none' || state === 'theirs' || state === 'third'
    case 'differ': return state === 'third' || state === 'differs'
    case 'done': return state === 'final'
  }
}

export const countOf = (rows: readonly ScoreRow[], filter: ScoreFilter): number => rows.filter((row) => inFilter(row, filter)).length

/** One's own entry can be changed until somebody else has entered one. */
export function takesEntry({ state }: ScoreRow): boolean {
  return state === 'none' || state === 'mine' || state === 'theirs' || state === 'third'
}
