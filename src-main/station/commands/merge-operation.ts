/** Runs the merge filter over everything that a pushed write would change at headquarters. */
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import type { ConflictEntry, Doc, Operation } from '../store/store.ts'
import type { Effects, GuardedReader, RecordChange } from './command.ts'
import { changedFields } from './field-diff.ts'
import { mergeFields, type LostField } from './merge-fields.ts'
import { refusedResult, whoAndWhen, type Verdict } from './refused-result.ts'
import { AT_THEIR_EVENT, siteOf } from './site-of.ts'
import type { DecisionReader } from './staged-view.ts'
import { contentHash, isServerStamp, recordName, WHOLE } from './to-outbox.ts'

/** What stands of the effects, and the conflicts. A change of which nothing stands is no change at all. */
export async function mergeOperation(reader: GuardedReader, store: DecisionReader, operation: Operation, effects: Effects, site: string | null): Promise<Verdict> {
  const outside = await outOfScope(store, effects, site)
  if (outside) return refusedResult(reader, store, operation, outside)
  const unseen = effects.changes.find((change) => deletesUnseen(change, operation))
  if (unseen) return refusedDelete(reader, unseen)

  const changes: RecordChange[] = []
  const conflicts: ConflictEntry[] = [...(effects.clashes ?? [])]
  for (const change of effects.changes) {
    const { kept, lost } = await mergeChange(store, operation, change)
    if (kept) changes.push(kept)
    if (lost.length > 0) conflicts.push(...(await toEntries(reader, change, lost)))
  }
  return { result: { state: conflicts.length > 0 ? 'conflict' : 'applied', conflicts }, effects: { ...effects, changes } }
}

/** A site's key writes its own site's records and those of every site. */
async function outOfScope(store: DecisionReader, { changes }: Effects, site: string | null): Promise<Refusal | undefined> {
  if (site === null) return undefined
  for (const { key, before, site: after } of changes) {
    const now = before ? ((await store.get(key))?.site ?? null) : after
    if (now !== null && now !== site) return refuse('forbidden', `This record belongs to the site ${now}, not to ${site}.`)
  }
  return undefined
}

function deletesUnseen({ key, before, after }: RecordChange, { saw }: Operation): boolean {
  const seen = saw[recordName(key.collection, key.id)]?.[WHOLE]
  return !after && before !== undefined && seen !== undefined && seen !== contentHash(before)
}

async function refusedDelete(reader: GuardedReader, { key, before }: RecordChange): Promise<Verdict> {
  const entry: ConflictEntry = { collection: key.collection, record_id: key.id, field: null, mine: null, theirs: before ?? null, ...(await whoAndWhen(reader, before)) }
  const message = 'Someone changed this record before it was to be deleted, so it was kept.'
  return { result: { state: 'conflict', conflicts: [entry], message }, effects: { changes: [], answer: () => null } }
}

async function mergeChange(store: DecisionReader, operation: Operation, change: RecordChange): Promise<{ kept?: RecordChange; lost: LostField[] }> {
  const { key, before, after } = change
  if (!before || !after) return { kept: change, lost: [] }
  const name = recordName(key.collection, key.id)
  const merged = mergeFields({ collection: key.collection, before, after, saw: operation.saw[name], wrote: operation.wrote[name] })
  if (changedFields(before, merged.after).every(isServerStamp)) return { lost: merged.lost }
  const site = merged.lost.length === 0 ? change.site : await siteAfter(store, change, merged.after)
  return { kept: { ...change, after: merged.after, site }, lost: merged.lost }
}

/** Where a record belongs of which a field was kept back: perhaps the one that names the site. */
async function siteAfter(store: DecisionReader, { key, before, site }: RecordChange, after: Doc): Promise<string | null> {
  const collection: Collection = key.collection
  if (!AT_THEIR_EVENT.has(collection)) return siteOf(collection, after, resourceOf(collection))
  return after.EventIdentifier === before?.EventIdentifier ? ((await store.get(key))?.site ?? null) : site
}

async function toEntries(reader: GuardedReader, { key, before }: RecordChange, lost: readonly LostField[]): Promise<ConflictEntry[]> {
  const who = await whoAndWhen(reader, before)
  return lost.map(({ field, mine, theirs }) => ({ collection: key.collection, record_id: key.id, field, mine, theirs, ...who }))
}
