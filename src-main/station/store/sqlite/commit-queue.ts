/** Group commit: writers that arrive together share one transaction and one fsync. */
import { commit_group_max } from '../../../../src-shared/limits.ts'
import { must } from '../../../../src-shared/assert.ts'
import type { Commit, CommitNotice, CommitOutcome } from '../store.ts'
import type { Committed } from './commit.ts'
import { storeErrorOf, type Db } from './database.ts'

/** Commits that one writer hands over together. */
interface Waiting {
  commits: readonly Commit[]
  resolve: (outcomes: CommitOutcome[]) => void
  reject: (error: Error) => void
}

/**
 * Queues commits and runs them in order of arrival, about `commit_group_max` in one transaction.
 * One that throws is undone alone; what others of its group wrote stands.
 */
export function makeCommitQueue(db: Db, run: (commit: Commit) => Committed, notify: (notice: CommitNotice) => void) {
  const waiting: Waiting[] = []
  let scheduled = false

  const inSavepoint = db.transaction(run)

  function flush(): void {
    scheduled = false
    const group = nextGroup()
    if (waiting.length > 0) schedule()
    const settled: (() => void)[] = []
    try {
      db.transaction(() => {
        for (const entry of group) settled.push(runEntry(entry))
      }).immediate()
    } catch (error) {
      for (const entry of group) entry.reject(storeErrorOf(error, db.name))
      return
    }
    for (const settle of settled) settle()
  }

  /** Whole entries, at least one. */
  function nextGroup(): Waiting[] {
    let commits = 0
    const end = waiting.findIndex((entry) => (commits += entry.commits.length) > commit_group_max)
    return waiting.splice(0, end === -1 ? waiting.length : Math.max(1, end))
  }

  function runEntry({ commits, resolve, reject }: Waiting): () => void {
    const made: Committed[] = []
    try {
      for (const commit of commits) {
        const committed = inSavepoint(commit)
        made.push(committed)
        if (!committed.outcome.done) break
      }
    } catch (error) {
      // A full disk or a damaged page ends the whole transaction, not only this commit.
      if (!db.inTransaction) throw error
      if (made.length === 0) return () => reject(storeErrorOf(error, db.name))
    }
    return () => {
      resolve(made.map(({ outcome }) => outcome))
      const notices = made.flatMap(({ notice }) => (notice ? [notice] : []))
      if (notices.length > 0) notify(together(notices))
    }
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  function addAll(commits: readonly Commit[]): Promise<CommitOutcome[]> {
    return new Promise((resolve, reject) => {
      waiting.push({ commits, resolve, reject })
      schedule()
    })
  }

  return {
    addAll,
    add: async (commit: Commit): Promise<CommitOutcome> => must((await addAll([commit]))[0], 'the outcome of a commit'),
    /** Writes what is waiting before the file is closed. */
    drain(): void {
      while (waiting.length > 0) flush()
    },
  }
}

/** What several commits changed, told at once. */
function together(notices: readonly CommitNotice[]): CommitNotice {
  const [only] = notices
  if (only && notices.length === 1) return only
  return {
    seq: Math.max(...notices.map(({ seq }) => seq)),
    tenants: [...new Set(notices.flatMap(({ tenants }) => tenants))],
    keys: notices.flatMap(({ keys }) => keys),
    queued: notices.some(({ queued }) => queued),
  }
}
