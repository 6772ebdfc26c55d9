/** A write as it waits for headquarters: what its writer saw and wrote, and how it lies over the view. */
import { createHash } from 'node:crypto'
import type { Commit, Doc, Operation } from '../store/store.ts'
import type { RecordChange } from './command.ts'
import { changedFields, toFieldChange } from './field-diff.ts'

type Saw = Operation['saw']

export function toOutbox(operation: Omit<Operation, 'node' | 'epoch' | 'n' | 'saw' | 'wrote'>, changes: readonly RecordChange[]): NonNullable<Commit['outbox']> {
  const saw: Saw = {}
  const wrote: Saw = {}
  for (const { key, before, after } of changes) {
    const name = recordName(key.collection, key.id)
    // The bytes of a photo are in the input; a conflict card has no use for them.
    if (!before) wrote[name] = key.collection === 'attachments' ? { ...after, Data: null } : (after ?? {})
    else if (!after) {
      saw[name] = { [WHOLE]: contentHash(before) }
      wrote[name] = {}
    } else {
      const fields = changedFields(before, after).filter((field) => !isServerStamp(field))
      saw[name] = Object.fromEntries(fields.map((field) => [field, before[field] ?? null]))
      wrote[name] = Object.fromEntries(fields.map((field) => [field, after[field] ?? null]))
    }
  }
  return { operation: { ...operation, saw, wrote }, effects: changes.map((change) => ({ key: change.key, change: toFieldChange(change) })) }
}

/** In `saw`: the hash of the whole document, for a delete. */
export const WHOLE = '*'

export function recordName(collection: string, id: string): string {
  return `${collection}/${id}`
}

/** Fields that each store stamps itself, so that two sides never conflict in them. */
export function isServerStamp(field: string): boolean {
  return STAMPS.has(field)
}

const STAMPS = new Set(['sys_version', 'sys_created_at', 'sys_created_by_id', 'sys_last_modified_at', 'sys_last_modified_by_id', 'number', 'LastChangeTime'])

/** SHA-256 of what clients can change in a document, whatever the order of its fields. */
export function contentHash(doc: Doc): string {
  const fields = Object.keys(doc).filter((field) => !isServerStamp(field)).sort()
  return createHash('sha256').update(JSON.stringify(fields.map((field) => [field, doc[field]]))).digest('hex')
}
