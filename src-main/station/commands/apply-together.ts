/**
 * Many writes of one request at once: each is decided, committed, queued, answered and audited as `apply` does it,
 * in their order, on what those before it leave; but they share one transaction and its fsync.
 */
import { must } from '../../../src-shared/assert.ts'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import type { CommitOutcome } from '../store/store.ts'
import { apply, decideWrite, laneOf, outcomeOf, refusedUnread, type ApplyRequest, type DecidedWrite, type Outcome, type WriteEnv } from './apply.ts'
import { inLanes } from './lanes.ts'
import { stagedView } from './staged-view.ts'

/** Runs commands in order. @returns the outcome of each, as `apply` gives it */
export async function applyTogether<I>(env: WriteEnv, requests: readonly ApplyRequest<I>[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  while (outcomes.length < requests.length) {
    const rest = requests.slice(outcomes.length)
    const done = await attemptTogether(env, rest)
    // Where someone else was quicker the first goes alone, which tries until it is through.
    outcomes.push(...(done.length > 0 ? done : [await apply(env, must(rest[0], 'a write that is left'))]))
  }
  return outcomes
}

/** As many of the first as come through at one go; none where someone else was quicker. */
async function attemptTogether<I>(env: WriteEnv, requests: readonly ApplyRequest<I>[]): Promise<Outcome[]> {
  const refused = requests.map(refusedUnread)
  const lanes = requests.flatMap((request, i) => (refused[i] ? [] : (laneOf(request) ?? [])))
  return inLanes([...new Set(lanes)], async () => {
    const decided = await decideInOrder(env, requests, refused)
    const commits = decided.flatMap((one) => (isRefusal(one) ? [] : [one.commit]))
    return outcomesOf(env, requests, decided, commits.length === 0 ? [] : await env.store.commitAll(commits))
  })
}

/** Decides one after the other, each on what those before it leave. */
async function decideInOrder<I>(env: WriteEnv, requests: readonly ApplyRequest<I>[], refused: readonly (Refusal | undefined)[]): Promise<(DecidedWrite | Refusal)[]> {
  const view = stagedView(env.store)
  const decided: (DecidedWrite | Refusal)[] = []
  for (const [i, request] of requests.entries()) {
    try {
      const one = refused[i] ?? (await decideWrite(env, view, request))
      decided.push(isRefusal(one) ? one : { ...one, commit: { ...one.commit, guards: view.stage(one.commit) } })
    } catch (error) {
      // It comes first in the next attempt, when those before it are committed.
      if (decided.length === 0) throw error
      break
    }
  }
  return decided
}

/** A refusal counts only where all that was decided before it stands. */
async function outcomesOf<I>(env: WriteEnv, requests: readonly ApplyRequest<I>[], decided: readonly (DecidedWrite | Refusal)[], committed: readonly CommitOutcome[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const commits = committed.values()
  for (const [i, one] of decided.entries()) {
    const commit = isRefusal(one) ? undefined : commits.next().value
    const outcome = isRefusal(one) ? one : commit && (await outcomeOf(env, must(requests[i], 'the request of a decision'), one, commit))
    if (!outcome) break
    outcomes.push(outcome)
    if (commit?.done === false) break
  }
  return outcomes
}
