/**
 * Headquarters takes one write of a station: exactly once, in order, decided again on headquarters' documents.
 * The same command runs as where the write was made; then the merge filter, then one commit with effects and answer.
 */
import { apply_attempts_max } from '../../../src-shared/limits.ts'
import { isRefusal, PROBLEMS, refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { Operation, OperationResult } from '../store/store.ts'
import { stampChanges, toCommit, type WriteEnv } from './apply.ts'
import type { Actor, Command, CommandContext, Decision } from './command.ts'
import { guardedReader } from './guarded-reader.ts'
import { inLane } from './lanes.ts'
import { mergeOperation } from './merge-operation.ts'
import { operationHash } from './operation-hash.ts'
import { refusedResult } from './refused-result.ts'
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

interface Push {
  env: WriteEnv
  operation: Operation
  access: PushAccess
  hash: string
}

/** Applies a pushed operation. @returns its answer, also the stored one where it was applied before */
export async function applyOperation(env: WriteEnv, commandOf: (name: string) => Command | undefined, operation: Operation, access: PushAccess): Promise<PushOutcome> {
  const push: Push = { env, operation, access, hash: operationHash(operation) }
  const known = await alreadyDecided(push)
  if (known) return known
  const command = commandOf(operation.command)
  if (!command) return { kind: 'fault', refusal: refuse('busy', `Headquarters does not know the write "${operation.command}"; it needs a newer version of Hallpass.`, { retry_after_seconds: 60 }) }
  // Without a valid input there is no lane; such a write is refused inside.
  const lane = validate(command.input, operation.input).length === 0 ? command.lane(operation.input) : null
  return lane === null ? attempt(push, command) : inLane(`${operation.tenant}/${lane}`, () => attempt(push, command))
}

async function alreadyDecided({ env, operation, hash }: Push): Promise<PushOutcome | undefined> {
  const stored = await env.store.resultOf(operation)
  if (stored) return stored.hash === hash ? { kind: 'result', result: stored.result } : { kind: 'forked' }
  const last = (await env.store.appliedOf(operation.node))[operation.epoch] ?? 0
  return operation.n === last + 1 ? undefined : { kind: 'gap', last }
}

async function attempt(push: Push, command: Command): Promise<PushOutcome> {
  for (let tries = 0; tries < apply_attempts_max; tries++) {
    const outcome = await decideAndCommit(push, command)
    if (outcome) return outcome
  }
  return { kind: 'fault', refusal: refuse('busy', 'Too many others write this record at the same time.', { retry_after_seconds: 1 }) }
}

async function decideAndCommit(push: Push, command: Command): Promise<PushOutcome | undefined> {
  const { env, operation, access, hash } = push
  const { reader, guards } = guardedReader(env.store, access.tenant)
  const context: CommandContext = { tenant: access.tenant, actor: actorOf(operation, access), at: operation.at, newId: sameIds(operation, env), pushed: true }
  const refused = checkAccess(operation, access, command)
  const decision: Decision = refused ?? command.decide(await command.load(reader, operation.input, context), operation.input, context)
  if (isRefusal(decision) && isTransient(decision)) return { kind: 'fault', refusal: decision }

  const verdict = isRefusal(decision) ? await refusedResult(reader, env.store, operation, decision) : await mergeOperation(reader, env.store, operation, decision, access.site)
  const now = env.now()
  const stamped = stampChanges(verdict.effects, { actorId: operation.actor.id, at: now })
  const audit = { tenant: access.tenant, actor: operation.actor.id, at: now, action: operation.command, record: null }
  const done = await env.store.commit({
    ...toCommit(stamped, verdict.effects, true, audit),
    guards: guards(),
    applied: { operation: { node: operation.node, epoch: operation.epoch, n: operation.n }, hash, result: verdict.result },
  })
  if (done.done) return { kind: 'result', result: { ...verdict.result, seq: done.seq } }
  return done.reason === 'replayed' ? alreadyDecided(push) : undefined
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
