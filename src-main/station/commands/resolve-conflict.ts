/** A person decides on a conflict or a rejected write. The decision is a write like any other, or none. */
import { must } from '../../../src-shared/assert.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal, refuse } from '../../../src-shared/problem.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { PendingEffect } from '../store/effect.ts'
import { asList, mergeKeyed } from '../store/fold.ts'
import type { Commit, Doc, Key, OpenConflict, Store } from '../store/store.ts'
import { apply, type Outcome, type StationEnv } from './apply.ts'
import type { Actor, Command } from './command.ts'
import { correctedInput } from './corrected-input.ts'
import { mergeRuleOf } from './field-diff.ts'
import { recordName } from './to-outbox.ts'
import { updateRecord, type UpdateRecordInput } from './update-record.ts'

/** More writes than this never wait without an answer. */
const queue_looked_through_max = 1_000_000

export interface Resolution {
  tenant: string
  actor: Actor
  id: string
  choice: 'mine' | 'theirs' | 'value'
  value?: unknown
}

/** Closes a card; "mine" and "value" first queue the write that makes it so. A refused write leaves the card open. */
export async function resolveConflict(env: StationEnv, commandOf: (name: string) => Command | undefined, resolution: Resolution): Promise<Outcome> {
  const { tenant, actor, id, choice } = resolution
  const card = env.store.outbox.conflicts().find((open) => open.id === id && open.operation.tenant === tenant)
  if (!card) return refuseFor('card-gone', {})
  if (choice !== 'theirs') {
    const written = await write(env, commandOf, card, resolution)
    if (isRefusal(written)) return written
  }
  env.store.outbox.closeConflict(id, choice, actor.id, env.now())
  return { status: 200, body: { id, choice } }
}

async function write(env: StationEnv, commandOf: (name: string) => Command | undefined, card: OpenConflict, resolution: Resolution): Promise<Outcome> {
  const { choice, value } = resolution
  if (choice === 'value' && value === undefined) return refuse('invalid', 'value is required with the choice "value".', { errors: [{ path: '/value', message: 'is required' }] })
  // Where a rule refused the whole write, the same write is made again and meets the same rules.
  if (card.status !== null || card.field === null) return writeAgain(env, commandOf, card, resolution)
  const wanted = choice === 'mine' ? card.mine : value
  if (isSeat(card) && typeof wanted === 'string') return assignSeat(env, commandOf, card, wanted, resolution)
  return setField(env, card, card.field, wanted, resolution)
}

function isSeat({ collection, field }: OpenConflict): boolean {
  return collection === 'bookingRegistrations' && field === 'Seat'
}

/** A seat keeps its rule: nobody else may have it. */
async function assignSeat(env: StationEnv, commandOf: (name: string) => Command | undefined, card: OpenConflict, Seat: string, { tenant, actor }: Resolution): Promise<Outcome> {
  return apply(env, { command: must(commandOf('assign-seat'), 'the command assign-seat'), input: { registration: card.record_id, Seat }, tenant, actor })
}

async function writeAgain(env: StationEnv, commandOf: (name: string) => Command | undefined, { operation, field }: OpenConflict, { tenant, actor, choice, value }: Resolution): Promise<Outcome> {
  const command = commandOf(operation.command)
  if (!command) return refuseFor('write-of-other-version', {})
  const input = operation.input as Doc
  if (choice === 'mine') return apply(env, { command, input, tenant, actor })
  const corrected = field === null ? correctedInput(input, value) : field in input ? { ...input, [field]: value } : undefined
  if (!corrected) return refuse('invalid', 'A corrected value has to be one that this write has.', { errors: [{ path: '/value', message: 'must name values of the refused write' }] })
  return apply(env, { command, input: corrected, tenant, actor })
}

async function setField(env: StationEnv, card: OpenConflict, field: string, value: unknown, { tenant, actor }: Resolution): Promise<Outcome> {
  const key: Key = { tenant, collection: card.collection as Collection, id: card.record_id }
  const record = await env.store.get(key)
  const { name, set } = fieldTarget(key.collection, field)
  const current = record ? (JSON.parse(record.text) as Doc)[name] : undefined
  const input = { collection: key.collection, id: key.id, changes: { [name]: set(current, value) } }
  // The person saw what the card shows. A value that came since then is a conflict again, unless it waits on this laptop.
  const waiting = queuedValue(env.store, recordName(key.collection, key.id), name)
  const seen = waiting === undefined ? set(current, card.theirs) : waiting
  const store = decidedOn(env.store, recordName(key.collection, key.id), name, { seen: seen ?? null, value: input.changes[name] ?? null })
  return apply({ ...env, store }, { command: updateRecord as unknown as Command<UpdateRecordInput>, input, tenant, actor })
}

/** What this laptop's newest write without an answer makes of a field; undefined where none touches it. */
function queuedValue(store: Store, record: string, field: string): unknown {
  const own = store.outbox.queued(queue_looked_through_max).filter(({ wrote }) => wrote[record] !== undefined && field in wrote[record])
  return own.at(-1)?.wrote[record]?.[field]
}

/** The top-level field behind a card's field ("Accommodations/Extra time" is one element), and how to set it. */
function fieldTarget(collection: Collection, field: string): { name: string; set: (current: unknown, value: unknown) => unknown } {
  const slash = field.indexOf('/')
  const name = slash === -1 ? field : field.slice(0, slash)
  const rule = mergeRuleOf(collection, name)
  if (slash === -1 || rule.kind !== 'keyed') return { name: field, set: (_current, value) => value }
  const key = field.slice(slash + 1)
  return { name, set: (current, value) => mergeKeyed(asList(current), rule.by, value === null ? [] : [value as Doc], value === null ? [key] : []) }
}

/**
 * The same store, whose queued write says what the person saw and decided, also where the view shows that value already:
 * it may show a write of this laptop that headquarters has refused by now.
 */
function decidedOn(store: Store, record: string, field: string, { seen, value }: { seen: unknown; value: unknown }): Store {
  const withDecision = (commit: Commit): Commit => {
    const { outbox } = commit
    if (!outbox) return commit
    const { operation } = outbox
    const saw = { ...operation.saw, [record]: { ...operation.saw[record], [field]: seen } }
    const wrote = { ...operation.wrote, [record]: { ...operation.wrote[record], [field]: value } }
    // What changes nothing in the view would otherwise not be sent at all.
    const sent = operation.input as UpdateRecordInput
    const input: UpdateRecordInput = { ...sent, changes: { ...sent.changes, [field]: value } }
    return { ...commit, outbox: { operation: { ...operation, input, saw, wrote }, effects: outbox.effects.map((effect) => withField(effect, field, value)) } }
  }
  return { ...store, commit: (commit) => store.commit(withDecision(commit)) }
}

/** Lays the decided value over the view, too. Arrays of elements are laid element by element already. */
function withField(effect: PendingEffect, field: string, value: unknown): PendingEffect {
  const { key, change } = effect
  if (change.kind !== 'set' || mergeRuleOf(key.collection, field).kind !== 'single') return effect
  return { key, change: { ...change, fields: { ...change.fields, [field]: value } } }
}

/** A card as `GET /sync/conflicts` shows it. */
export function conflictItem({ operation, status, message, field, ...card }: OpenConflict): Record<string, unknown> {
  return {
    id: card.id,
    kind: card.kind,
    collection: card.collection,
    record_id: card.record_id,
    ...(field === null ? {} : { field }),
    mine: card.mine,
    theirs: card.theirs,
    mine_by: operation.actor.name,
    mine_at: operation.at,
    theirs_by: card.theirs_by,
    theirs_at: card.theirs_at,
    ...(status === null ? {} : { status }),
    ...(message === null ? {} : { message }),
  }
}

