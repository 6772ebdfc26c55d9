/** The answer to a pushed write that headquarters' rules refuse: the queue goes on and a person is told. */
import { PROBLEMS, type Refusal } from '../../../src-shared/problem.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { ConflictEntry, Doc, Key, Operation, OperationResult } from '../store/store.ts'
import type { Effects, GuardedReader } from './command.ts'
import type { DecisionReader } from './staged-view.ts'

/** The answer to a pushed write, and what to change at headquarters. */
export interface Verdict {
  result: Omit<OperationResult, 'seq'>
  effects: Effects
}

const NO_EFFECTS = { changes: [], answer: () => null }

/** A clash is a conflict in one field; a write to a record that someone deleted names who did; anything else is a reject with the rule's sentence. */
export async function refusedResult(reader: GuardedReader, store: DecisionReader, operation: Operation, refusal: Refusal): Promise<Verdict> {
  const { status } = PROBLEMS[refusal.refused]
  const said = { status, message: refusal.detail }
  if (refusal.clash) return { result: { state: 'conflict', conflicts: [refusal.clash], ...said }, effects: NO_EFFECTS }
  const { collection, id } = aboutOf(operation)
  const mine = operation.wrote[`${collection}/${id}`] ?? null
  const deleted = refusal.refused === 'not-found' ? await deletionOf(store, { tenant: operation.tenant, collection, id }) : undefined
  if (deleted) {
    const entry: ConflictEntry = { collection, record_id: id, field: null, mine, theirs: null, theirs_by: await nameOf(reader, deleted.by), theirs_at: deleted.at }
    return { result: { state: 'conflict', conflicts: [entry], status, message: 'Someone deleted this record before this change arrived.' }, effects: NO_EFFECTS }
  }
  const theirs = await reader.get(collection, id)
  const entry: ConflictEntry = { collection, record_id: id, field: null, mine, theirs: theirs?.doc ?? null, ...(await whoAndWhen(reader, theirs?.doc)) }
  return { result: { state: 'rejected', conflicts: [entry], ...said }, effects: NO_EFFECTS }
}

async function deletionOf(store: DecisionReader, key: Key) {
  const tombstone = await store.tombstone(key)
  return tombstone?.kind === 'deleted' && !(await store.get(key)) ? tombstone : undefined
}

/** The record that a write is mainly about: the first that its writer changed. */
function aboutOf({ wrote, input }: Operation): { collection: Collection; id: string } {
  const [first] = Object.keys(wrote)
  if (first !== undefined) {
    const slash = first.indexOf('/')
    return { collection: first.slice(0, slash) as Collection, id: first.slice(slash + 1) }
  }
  const named = (input ?? {}) as { collection?: Collection; id?: string }
  return { collection: named.collection ?? 'examRegistrations', id: named.id ?? '' }
}

/** Who changed a document last, and when, for a conflict card. */
export async function whoAndWhen(reader: GuardedReader, doc: Doc | undefined): Promise<Pick<ConflictEntry, 'theirs_by' | 'theirs_at'>> {
  const by = doc?.sys_last_modified_by_id
  const at = doc?.sys_last_modified_at
  return { theirs_by: await nameOf(reader, typeof by === 'string' ? by : null), theirs_at: typeof at === 'string' ? at : null }
}

/** The person's name where the id is a user's, else the id itself. */
export async function nameOf(reader: GuardedReader, id: string | null): Promise<string | null> {
  if (id === null) return null
  const user = await reader.get('users', id)
  return typeof user?.doc.name === 'string' ? user.doc.name : id
}
