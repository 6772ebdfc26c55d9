/**
 * Headquarters takes writes of a station: each exactly once, in order, decided again on headquarters' documents.
 * The same command runs as where the write was made; then the merge filter. Effects and answers of those that follow
 * one another are committed together, each decided as if those before it were in the store already.
 */
import { apply_attempts_max } from '../../../src-shared/limits.ts'
import { must } from '../../../src-shared/assert.ts'
import { isRefusal, PROBLEMS, refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { Commit, CommitOutcome, Operation, OperationResult } from '../store/store.ts'
import { stampChanges, toCommit, type WriteEnv } from './apply.ts'
import type { Actor, Command, CommandContext, Decision } from './command.ts'
import { decideInOrder } from './decide-in-order.ts'
import { guardedReader } from './guarded-reader.ts'
import { inLanes } from './lanes.ts'
import { mergeOperation } from './merge-operation.ts'
import { operationHash } from './operation-hash.ts'
import { refusedResult } from './refused-result.ts'
import type { DecisionReader } from './staged-view.ts'
import { errorSentence, validate } from './validate.ts'

/** The key that pushes: it bounds what the operations in it may do. */
export interface PushAccess {
  tenant: string
  scope: Actor['scope']
  site: string | null
}

export type PushOutcome =
  | { kind: 'result'; result: OperationResult }
  /** Another operation has this number: the station's folder was copied. */
  | { kind: 'forked' }
  | { kind: 'gap'; last: number }
  /** Nothing was changed; the same operation can succeed later. */
  | { kind: 'fault'; refusal: Refusal }

/** Where writes are taken, and as whom. */
export interface Push {
  env: WriteEnv
  commandOf: (name: string) => Command | undefined
  access: PushAccess
}

/** A write and what decides it. */
interface Taken {
  operation: Operation
  command: Command
  hash: string
}

/** A decided write: what to commit, and its answer but for the change number. */
interface Decided {
  commit: Commit
  result: Omit<OperationResult, 'seq'>
}

/** Applies a pushed operation. @returns its answer, also the stored one where it was applied before */
export async function applyOperation(env: WriteEnv, commandOf: Push['commandOf'], operation: Operation, access: PushAccess): Promise<PushOutcome> {
  const [outcome] = await applyOperations({ env, commandOf, access }, [operation])
  return must(outcome, 'the outcome of a pushed write')
}

/** Applies pushed operations in order. @returns their outcomes; where one is no result it is the last: those after it have to wait */
export async function applyOperations(push: Push, operations: readonly Operation[]): Promise<PushOutcome[]> {
  const outcomes: PushOutcome[] = []
  while (outcomes.length < operations.length) {
    const next = await applyNext(push, operations.slice(outcomes.length))
    outcomes.push(...next)
    if (next.some(({ kind }) => kind !== 'result')) break
  }
  return outcomes
}

/** Applies the first operation and as many after it as can be decided with it. @returns at least one outcome */
async function applyNext(push: Push, operations: readonly Operation[]): Promise<PushOutcome[]> {
  const first = must(operations[0], 'the first of the pushed writes')
  const known = await alreadyDecided(push, first)
  if (known) return [known]
  const taken = takenTogether(push, operations)
  if (taken.length === 0) return [{ kind: 'fault', refusal: refuse('busy', `Headquarters does not know the write "${first.command}"; it needs a newer version of Hallpass.`, { retry_after_seconds: 60 }) }]
  return inLanes(taken.flatMap(laneOf), () => attempt(push, taken))
}

/** The operations that follow one another without a gap, up to the first whose command is not known. */
function takenTogether({ commandOf }: Push, operations: readonly Operation[]): Taken[] {
  const taken: Taken[] = []
  for (const operation of operations) {
    const before = taken.at(-1)?.operation
    const command = commandOf(operation.command)
    const follows = !before || (operation.node === before.node && operation.epoch === before.epoch && operation.n === before.n + 1)
    if (!command || !follows) break
    taken.push({ operation, command, hash: operationHash(operation) })
  }
  return taken
}

/** Without a valid input there is no lane; such a write is refused inside. */
function laneOf({ operation, command }: Taken): string[] {
  const lane = validate(command.input, operation.input).length === 0 ? command.lane(operation.input) : null
  return lane === null ? [] : [`${operation.tenant}/${lane}`]
}

async function alreadyDecided({ env }: Push, operation: Operation): Promise<PushOutcome | undefined> {
  const stored = await env.store.resultOf(operation)
  if (stored) return stored.hash === operationHash(operation) ? { kind: 'result', result: stored.result } : { kind: 'forked' }
  const last = (await env.store.appliedOf(operation.node))[operation.epoch] ?? 0
  return operation.n === last + 1 ? undefined : { kind: 'gap', last }
}

async function attempt(push: Push, taken: readonly Taken[]): Promise<PushOutcome[]> {
  const first = must(taken[0], 'the first of the writes to decide')
  for (let tries = 0; tries < apply_attempts_max; tries++) {
    // Where someone else was quicker the first goes alone, so that each attempt has little to lose.
    const verdicts = await decideInOrder<Taken, Decided | PushOutcome>(push.env.store, tries === 0 ? taken : [first], (one, view) => decide(push, one, view), isFault)
    const decided = verdicts.filter((verdict): verdict is Decided => !isFault(verdict))
    const fault = verdicts.find(isFault)
    const committed = decided.length === 0 ? [] : await push.env.store.commitAll(decided.map(({ commit }) => commit))
    const results = committed.flatMap((outcome, i) => resultOf(outcome, decided[i]))
    if (fault && results.length === decided.length) return [...results, fault]
    if (results.length > 0) return results
    const [refused] = committed
    const known = refused?.done === false && refused.reason === 'replayed' ? await alreadyDecided(push, first.operation) : undefined
    if (known) return [known]
  }
  return [{ kind: 'fault', refusal: refuse('busy', 'Too many others write this record at the same time.', { retry_after_seconds: 1 }) }]
}

function isFault(verdict: Decided | PushOutcome): verdict is PushOutcome {
  return 'kind' in verdict
}

function resultOf(outcome: CommitOutcome, decided: Decided | undefined): PushOutcome[] {
  return outcome.done && decided ? [{ kind: 'result', result: { ...decided.result, seq: outcome.seq } }] : []
}

async function decide({ env, access }: Push, { operation, command, hash }: Taken, view: DecisionReader): Promise<Decided | PushOutcome> {
  const { reader, guards } = guardedReader(view, access.tenant)
  const context: CommandContext = { tenant: access.tenant, actor: actorOf(operation, access), at: operation.at, newId: sameIds(operation, env), pushed: true }
  const refused = checkAccess(operation, access, command)
  const decision: Decision = refused ?? command.decide(await command.load(reader, operation.input, context), operation.input, context)
  if (isRefusal(decision) && isTransient(decision)) return { kind: 'fault', refusal: decision }

  const verdict = isRefusal(decision) ? await refusedResult(reader, view, operation, decision) : await mergeOperation(reader, view, operation, decision, access.site)
  const now = env.now()
  const stamped = stampChanges(verdict.effects, { actorId: operation.actor.id, at: now })
  const audit = { tenant: access.tenant, actor: operation.actor.id, at: now, action: operation.command, record: null }
  const applied = { operation: { node: operation.node, epoch: operation.epoch, n: operation.n }, hash, result: verdict.result }
  return { commit: { ...toCommit(stamped, verdict.effects, true, audit), guards: guards(), applied }, result: verdict.result }
}

/** A write asks for what both the person and the key may do. */
function checkAccess(operation: Operation, access: PushAccess, command: Command): Refusal | undefined {
  if (operation.tenant !== access.tenant) return refuse('forbidden', `The station's key is for the tenant ${access.tenant}, not for ${operation.tenant}.`)
  if (command.scope === 'admin' && actorOf(operation, access).scope !== 'admin') return refuse('forbidden', 'This needs the scope admin, of the person and of the station\'s key.')
  const errors = validate(command.input, operation.input)
  return errors.length > 0 ? refuse('invalid', errorSentence(errors), { errors }) : undefined
}

function actorOf({ actor }: Operation, access: PushAccess): Actor {
  return { ...actor, scope: access.scope === 'admin' ? actor.scope : 'write' }
}

/** The ids that the writer made up, in the same order; new ones where headquarters needs more. */
function sameIds({ ids }: Operation, env: WriteEnv): () => string {
  let next = 0
  return () => ids[next++] ?? env.newId()
}

function isTransient({ refused }: Refusal): boolean {
  const { status } = PROBLEMS[refused]
  return status >= 500 || status === 429
}
