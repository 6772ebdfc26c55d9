/** Group commit: writers of this process that arrive together share one transaction, one lock and one flush to disk. */
import type pg from 'pg'
import { must } from '../../../../src-shared/assert.ts'
import { commit_group_max } from '../../../../src-shared/limits.ts'
import type { Commit, CommitNotice, CommitOutcome } from '../store.ts'
import type { GroupOutcome } from './transaction.ts'
import type { Writer } from './writer.ts'

/** Commits that one writer hands over together. */
interface Waiting {
  commits: readonly Commit[]
  resolve: (outcomes: CommitOutcome[]) => void
  reject: (error: Error) => void
}

export type RunGroup = (client: pg.ClientBase, lists: readonly (readonly Commit[])[]) => Promise<GroupOutcome>

export function makeCommitQueue(writer: Writer, notify: (notice: CommitNotice) => void) {
  const waiting: Waiting[] = []
  let running: Promise<void> | undefined

  /** Whole entries, at least one. */
  function nextGroup(): Waiting[] {
    let commits = 0
    const end = waiting.findIndex((entry) => (commits += entry.commits.length) > commit_group_max)
    return waiting.splice(0, end === -1 ? waiting.length : Math.max(1, end))
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) await settle(nextGroup())
    running = undefined
  }

  async function settle(group: readonly Waiting[]): Promise<void> {
    try {
      const { outcomes, thrown, notice } = await writer.commit(group.map(({ commits }) => commits))
      group.forEach((entry, i) => {
        const error = thrown[i]
        if (error) entry.reject(error)
        else entry.resolve(must(outcomes[i], 'the outcomes of a commit'))
      })
      if (notice) notify(notice)
    } catch (error) {
      // One whose values the database does not take must not take the others down with it.
      if (group.length > 1 && !writer.isAway(error)) for (const entry of group) await settle([entry])
      else for (const entry of group) entry.reject(error as Error)
    }
  }

  function addAll(commits: readonly Commit[]): Promise<CommitOutcome[]> {
    return new Promise((resolve, reject) => {
      waiting.push({ commits, resolve, reject })
      // Those that come in the same turn go together.
      running ??= Promise.resolve().then(work)
    })
  }

  return {
    addAll,
    add: async (commit: Commit): Promise<CommitOutcome> => must((await addAll([commit]))[0], 'the outcome of a commit'),
    /** Waits for what was handed over. */
    drain: async (): Promise<void> => running,
  }
}
