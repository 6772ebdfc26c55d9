/** Several writes that share one transaction, each decided on what those before it leave. */
import type { CentralStore, Commit } from '../store/store.ts'
import { stagedView, type DecisionReader } from './staged-view.ts'

/**
 * Decides one after the other; what a verdict commits is staged for the next.
 * @param endsAt whether those after this verdict have to wait
 * @returns the verdicts, fewer than `writes` where one ended it or could not be decided with those before it
 * @throws what the first decision throws: it is alone, another attempt changes nothing
 */
export async function decideInOrder<W, V extends object>(store: CentralStore, writes: readonly W[], decide: (write: W, view: DecisionReader) => Promise<V>, endsAt: (verdict: V) => boolean): Promise<V[]> {
  const view = stagedView(store)
  const verdicts: V[] = []
  for (const write of writes) {
    try {
      const verdict = await decide(write, view)
      verdicts.push(commits(verdict) ? { ...verdict, commit: { ...verdict.commit, guards: view.stage(verdict.commit) } } : verdict)
      if (endsAt(verdict)) break
    } catch (error) {
      // It comes first in the next attempt, when those before it are committed.
      if (verdicts.length === 0) throw error
      break
    }
  }
  return verdicts
}

function commits<V extends object>(verdict: V): verdict is V & { commit: Commit } {
  return 'commit' in verdict
}
