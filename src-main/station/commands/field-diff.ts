/** What changed between two versions of a document, field by field, and as effects that can be laid over a newer base. */
import { isDeepStrictEqual } from 'node:util'
import { KEYED_ARRAYS } from '../../../src-shared/resource/collections.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import type { FieldChange } from '../store/effect.ts'
import { asList, elementsBeyond } from '../store/fold.ts'
import type { Doc } from '../store/store.ts'
import type { RecordChange } from './command.ts'

/** Names of the top-level fields that differ. */
export function changedFields(before: Doc, after: Doc): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => !isDeepStrictEqual(before[name], after[name]))
}

/** How two sides' changes of a field meet. */
export type MergeRule = { kind: 'single' } | { kind: 'keyed'; by: string } | { kind: 'growing' }

/** Contract section 7: an array is one field, except those told apart by a member and those that only grow. */
export function mergeRuleOf(collection: string, field: string): MergeRule {
  const by = KEYED_ARRAYS[collection as keyof typeof KEYED_ARRAYS]?.[field]
  if (by !== undefined) return { kind: 'keyed', by }
  return resourceOf(collection)?.growing.includes(field) ? { kind: 'growing' } : { kind: 'single' }
}

export interface KeyedDiff {
  by: string
  put: Doc[]
  remove: unknown[]
}

/** Elements that are new or different, and keys that are gone. */
export function keyedDiff(by: string, before: unknown, after: unknown): KeyedDiff {
  const old = asList(before) as Doc[]
  const now = asList(after) as Doc[]
  const put = elementsBeyond(old, now) as Doc[]
  const remove = old.map((element) => element[by]).filter((key) => !now.some((element) => element[by] === key))
  return { by, put, remove }
}

/** Elements that were added. */
export function grownElements(before: unknown, after: unknown): unknown[] {
  return elementsBeyond(asList(before), asList(after))
}

/** The effect of a change on one record, for the queue. `after` already carries its sys fields. */
export function toFieldChange({ key, before, after, site }: RecordChange): FieldChange {
  if (!after) return { kind: 'delete' }
  if (!before) return { kind: 'create', doc: after, site }
  const change: Extract<FieldChange, { kind: 'set' }> = { kind: 'set', fields: {}, site }
  for (const field of changedFields(before, after)) {
    if (field === 'sys_version') continue
    const rule = mergeRuleOf(key.collection, field)
    if (rule.kind === 'keyed') change.keyed = { ...change.keyed, [field]: keyedDiff(rule.by, before[field], after[field]) }
    else if (rule.kind === 'growing') change.grow = { ...change.grow, [field]: grownElements(before[field], after[field]) }
    else change.fields[field] = after[field] ?? null
  }
  return change
}
