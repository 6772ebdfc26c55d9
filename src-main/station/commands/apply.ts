/** The one write path: load, decide, commit; again where someone else was quicker. HTTP, the window and headquarters' push all end here. */
import { apply_attempts_max } from '../../../src-shared/limits.ts'
import { isRefusal, refuse, type Refusal } from '../../../src-shared/problem.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import type { CentralStore, Commit, CommitOutcome, Doc, Operation, Reader, Store } from '../store/store.ts'
import type { Actor, Command, CommandContext, Effects, RecordChange } from './command.ts'
import { guardedReader } from './guarded-reader.ts'
import { toOutbox } from './to-outbox.ts'
import { stamp } from './stamp.ts'
import { errorSentence, validate } from './validate.ts'
import { inLane } from './lanes.ts'

/** What writing needs from the process around it; clock and ids are injected so that tests can replay them. */
export interface WriteEnv {
  store: CentralStore
  now: () => string
  newId: () => string
  /** True where this store is the source of truth: headquarters, or a station that stands alone. */
  isAuthority: () => boolean
}

/** At a station, whose store has a queue for headquarters. */
export interface StationEnv extends WriteEnv {
  store: Store
}

export interface ApplyRequest<I> {
  command: Command<I, unknown>
  input: I
  tenant: string
  actor: Actor
  idempotency?: { key: string; hash: string }
}

export type Outcome = { status: number; body: unknown } | Refusal

/** Runs a command. @returns the reply, or the refusal of the first rule that it breaks */
export async function apply<I>(env: WriteEnv, request: ApplyRequest<I>): Promise<Outcome> {
  const refused = refusedUnread(request)
  if (refused) return refused
  const lane = laneOf(request)
  return lane === null ? attempt(env, request) : inLane(lane, () => attempt(env, request))
}

/** What is refused before any record is read. */
export function refusedUnread<I>({ command, input, actor }: ApplyRequest<I>): Refusal | undefined {
  if (actor.scope === 'read' || (command.scope === 'admin' && actor.scope !== 'admin')) {
    return refuse('forbidden', `This needs a key with the scope ${command.scope ?? 'write'}.`)
  }
  const errors = validate(command.input, input)
  return errors.length > 0 ? refuse('invalid', errorSentence(errors), { errors }) : undefined
}

/** The lane of a valid request. */
export function laneOf<I>({ command, input, tenant }: ApplyRequest<I>): string | null {
  const lane = command.lane(input)
  return lane === null ? null : `${tenant}/${lane}`
}

async function attempt<I>(env: WriteEnv, request: ApplyRequest<I>): Promise<Outcome> {
  for (let tries = 0; tries < apply_attempts_max; tries++) {
    const outcome = await decideAndCommit(env, request)
    if (outcome) return outcome
  }
  return refuse('busy', 'Too many others write this record at the same time; try again.', { retry_after_seconds: 1 })
}

async function decideAndCommit<I>(env: WriteEnv, request: ApplyRequest<I>): Promise<Outcome | undefined> {
  const decided = await decideWrite(env, env.store, request)
  if (isRefusal(decided)) return decided
  return outcomeOf(env, request, decided, await env.store.commit(decided.commit))
}

/** A write that is decided: what to commit, and its answer from the documents as they are stored. */
export interface DecidedWrite {
  commit: Commit
  reply: (docs: Doc[]) => { status: number; body: unknown }
}

/** Decides a write on what `records` holds. Nothing is written. */
export async function decideWrite<I>(env: WriteEnv, records: Reader, { command, input, tenant, actor, idempotency }: ApplyRequest<I>): Promise<DecidedWrite | Refusal> {
  const at = env.now()
  const ids: string[] = []
  const newId = () => {
    const id = env.newId()
    ids.push(id)
    return id
  }
  const context: CommandContext = { tenant, actor, at, newId, pushed: false }
  const { reader, guards } = guardedReader(records, tenant)
  const effects = command.decide(await command.load(reader, input, context), input, context)
  if (isRefusal(effects)) return effects

  const authority = env.isAuthority()
  const stamped = stampChanges(effects, { actorId: actor.id, at })
  const reply = (docs: Doc[]) => ({ status: effects.status ?? 200, body: effects.answer(docs) })
  const operation: Omit<Operation, 'node' | 'epoch' | 'n' | 'saw' | 'wrote'> = {
    tenant, actor: { id: actor.id, name: actor.name, scope: actor.scope === 'admin' ? 'admin' : 'write' }, at, ids,
    command: effects.relay?.command ?? command.name,
    input: effects.relay?.input ?? input,
  }
  const commit: Commit = {
    ...toCommit(stamped, effects, authority, { tenant, actor: actor.id, at, action: command.name, record: null }),
    guards: guards(),
    ...(authority || stamped.length === 0 ? {} : { outbox: toOutbox(operation, stamped) }),
    ...(idempotency ? { idempotency: { tenant, ...idempotency, at, reply } } : {}),
  }
  return { commit, reply }
}

/** The answer to a write after its commit; undefined where it has to be decided again. */
export async function outcomeOf<I>({ store }: WriteEnv, { tenant, idempotency }: ApplyRequest<I>, { reply }: DecidedWrite, done: CommitOutcome): Promise<Outcome | undefined> {
  if (done.done) return reply(done.docs)
  return done.reason === 'answered' && idempotency ? firstAnswer(store, tenant, idempotency) : undefined
}

/** What another process answered to the same request a moment ago. */
async function firstAnswer(store: CentralStore, tenant: string, { key, hash }: { key: string; hash: string }): Promise<Outcome | undefined> {
  const known = await store.replyOf(tenant, key)
  if (!known || known.hash === hash) return known?.reply
  return refuse('idempotency-mismatch', 'This Idempotency-Key was used for another request before.')
}

/** The changes with their sys fields. */
export function stampChanges(effects: Effects, by: { actorId: string; at: string }): RecordChange[] {
  return effects.changes.map((change) => (change.after ? { ...change, after: stamp(change.after, change.before, by) } : change))
}

/** The part of a commit that is the same for an own write and for a pushed one. */
export function toCommit(changes: readonly RecordChange[], effects: Effects, authority: boolean, audit: Commit['audit']): Omit<Commit, 'guards'> {
  const numbered = (change: RecordChange) => authority && !change.before && resourceOf(change.key.collection) !== undefined && change.after?.number === undefined
  return {
    puts: changes.flatMap((change) => (change.after ? [{ key: change.key, doc: change.after, site: change.site, assignNumber: numbered(change) }] : [])),
    deletes: changes.flatMap((change) => (change.after ? [] : [{ key: change.key, by: audit.actor, at: audit.at }])),
    touches: effects.touches ?? [],
    absent: effects.absent ?? [],
    audit: effects.signedBy ? { ...audit, action: `${audit.action} signed-by ${effects.signedBy.id}` } : audit,
  }
}
