/** Group commit: writers that arrive together share one transaction and one fsync. */
import { commit_group_max } from '../../../../src-shared/limits.ts'
import type { Commit, CommitNotice, CommitOutcome } from '../store.ts'
import type { Committed } from './commit.ts'
import { storeErrorOf, type Db } from './database.ts'

interface Waiting {
  commit: Commit
  resolve: (outcome: CommitOutcome) => void
  reject: (error: Error) => void
}

/**
 * Queues commits and runs them in order of arrival, up to `commit_group_max` in one transaction.
 * One that throws is undone alone; the others of its group stand.
 */
export function makeCommitQueue(db: Db, run: (commit: Commit) => Committed, notify: (notice: CommitNotice) => void) {
  let waiting: Waiting[] = []
  let scheduled = false

  const inSavepoint = db.transaction(run)

  function flush(): void {
    scheduled = false
    const group = waiting.slice(0, commit_group_max)
    waiting = waiting.slice(commit_group_max)
    if (waiting.length > 0) schedule()
    const settled: (() => void)[] = []
    try {
      db.transaction(() => {
        for (const entry of group) settled.push(runOne(entry))
      }).immediate()
    } catch (error) {
      for (const entry of group) entry.reject(storeErrorOf(error, db.name))
      return
    }
    for (const settle of settled) settle()
  }

  function runOne(entry: Waiting): () => void {
    try {
      const { outcome, notice } = inSavepoint(entry.commit)
      return () => {
        entry.resolve(outcome)
        if (notice) notify(notice)
      }
    } catch (error) {
      // A full disk or a damaged page ends the whole transaction, not only this commit.
      if (!db.inTransaction) throw error
      return () => entry.reject(storeErrorOf(error, db.name))
    }
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  return {
    add(commit: Commit): Promise<CommitOutcome> {
      return new Promise((resolve, reject) => {
        waiting.push({ commit, resolve, reject })
        schedule()
      })
    },
    /** Writes what is waiting before the file is closed. */
    drain(): void {
      while (waiting.length > 0) flush()
    },
  }
}
