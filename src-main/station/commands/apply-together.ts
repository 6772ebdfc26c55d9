/**
 * Many writes of one request at once: each is decided, committed, queued, answered and audited as `apply` does it,
 * in their order, on what those before it leave; but they share one transaction and its fsync.
 */
import { must } from '../../../src-shared/assert.ts'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import type { CommitOutcome } from '../store/store.ts'
import { apply, decideWrite, laneOf, outcomeOf, refusedUnread, type ApplyRequest, type DecidedWrite, type Outcome, type WriteEnv } from './apply.ts'
import { decideInOrder } from './decide-in-order.ts'
import { inLanes } from './lanes.ts'

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
    const decided = await decideInOrder<[number, ApplyRequest<I>], DecidedWrite | Refusal>(env.store, [...requests.entries()], async ([i, request], view) => refused[i] ?? decideWrite(env, view, request), () => false)
    const commits = decided.flatMap((one) => (isRefusal(one) ? [] : [one.commit]))
    return outcomesOf(env, requests, decided, commits.length === 0 ? [] : await env.store.commitAll(commits))
  })
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
