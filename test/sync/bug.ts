/** A bug that is planted on purpose, to see that the world or the planner finds it. */
import type { Outbox } from '../../src-main/station/store/outbox.ts'
import type { Commit, CommitOutcome, Store } from '../../src-main/station/store/store.ts'
import type { Parts } from './planner.ts'
import type { ScheduleOptions } from './schedule.ts'
import type { Spoil } from './spoil.ts'

export interface Bug {
  /** What is wrong, in a few words. */
  name: string
  /** Where it once happened, or "own". */
  source: string
  /** Which part is replaced. */
  where: string
  /** For the world: what is wrapped, and what has to happen for it to show. */
  spoil?: Spoil
  schedule?: ScheduleOptions
  /** For the planner. */
  parts?: Partial<Parts>
}

/** A day on which one thing happens often: two laptops, few steps. */
export function day(weights: NonNullable<ScheduleOptions['weights']>, sites: (string | null)[] = ['N', null]): ScheduleOptions {
  return { only: true, sites, maxSteps: 30, weights: { write: 60, wait: 60, restart: 0, ...weights } }
}

/** The store with some of its queue's doors replaced. */
export function withOutbox(store: Store, doors: (outbox: Outbox) => Partial<Outbox>): Store {
  return { ...store, outbox: { ...store.outbox, ...doors(store.outbox) } }
}

/** The store with every commit going another way. */
export function withCommits(store: Store, commit: (commit: Commit, next: (commit: Commit) => Promise<CommitOutcome>) => Promise<CommitOutcome>): Store {
  const one = (made: Commit) => commit(made, store.commit)
  return {
    ...store,
    commit: one,
    async commitAll(commits) {
      const outcomes: CommitOutcome[] = []
      for (const made of commits) {
        const outcome = await one(made)
        outcomes.push(outcome)
        if (!outcome.done) break
      }
      return outcomes
    },
  }
}

/** The part of a commit that changes records, and the part that does not. */
export function inTwo(commit: Commit): [Commit, Commit] {
  const { outbox, applied, ...effects } = commit
  return [effects, { guards: [], puts: [], deletes: [], touches: [], audit: commit.audit, ...(outbox ? { outbox } : {}), ...(applied ? { applied } : {}) }]
}

export function claimed(commit: Commit): CommitOutcome {
  return { done: true, docs: commit.puts.map(({ doc }) => doc), seq: 0 }
}

/** Ends every waiting write as if headquarters had taken it. */
export function forget(store: Store): void {
  const waiting = store.outbox.queued(1_000)
  store.outbox.settle(waiting.map((operation) => ({ operation, result: { state: 'applied', seq: 0, conflicts: [] } })))
}
