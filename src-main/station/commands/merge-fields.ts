/** The merge filter: what of a pushed write stands where someone else was quicker. Pure. */
import { isDeepStrictEqual } from 'node:util'
import { LINKED_FIELDS, type Collection } from '../../../src-shared/resource/collections.ts'
import { asList, mergeGrown, mergeKeyed, setField } from '../store/fold.ts'
import type { Doc } from '../store/store.ts'
import { changedFields, grownElements, keyedDiff, mergeRuleOf } from './field-diff.ts'
import { isServerStamp } from './to-outbox.ts'

/** A change that was not made because headquarters' value had changed unseen. */
export interface LostField {
  /** The field, or for a keyed array "field/key". */
  field: string
  mine: unknown
  theirs: unknown
}

export interface MergeInput {
  collection: string
  /** Headquarters' document and what the command made of it. */
  before: Doc
  after: Doc
  /** What the writer saw and wrote, by field; undefined where the writer's own commit did not change this record. */
  saw: Doc | undefined
  wrote: Doc | undefined
}

/** The document to store, and what was lost. A field that the writer did not change itself stays as the command decided. */
export function mergeFields({ collection, before, after, saw, wrote }: MergeInput): { after: Doc; lost: LostField[] } {
  const merged = { ...after }
  const lost: LostField[] = []
  for (const field of changedFields(before, after)) {
    if (isServerStamp(field) || !saw || !(field in saw)) continue
    const mine = wrote && field in wrote ? wrote[field] : (after[field] ?? null)
    const rule = mergeRuleOf(collection, field)
    if (rule.kind === 'keyed') mergeElements(rule.by, field, saw[field], mine)
    else if (rule.kind === 'growing') merged[field] = mergeGrown(asList(before[field]), grownElements(saw[field], mine))
    else mergeSingle(field, saw[field], mine)
  }
  keepLinked()
  return { after: merged, lost }

  /** Half of an admission is none: with one of these fields the others stay as headquarters has them. */
  function keepLinked(): void {
    for (const { lead, follow } of LINKED_FIELDS[collection as Collection] ?? []) {
      if (!lost.some(({ field }) => lead.includes(field))) continue
      for (const field of [...lead, ...follow]) {
        const theirs = before[field] ?? null
        if (isDeepStrictEqual(merged[field] ?? null, theirs)) continue
        if (saw && field in saw) lost.push({ field, mine: merged[field] ?? null, theirs })
        setField(merged, field, theirs)
      }
    }
  }

  function mergeSingle(field: string, seen: unknown, mine: unknown): void {
    const theirs = before[field] ?? null
    if (isDeepStrictEqual(theirs, seen ?? null)) return
    setField(merged, field, theirs)
    lost.push({ field, mine, theirs })
  }

  function mergeElements(by: string, field: string, seen: unknown, mine: unknown): void {
    const theirs = asList(before[field])
    const diff = keyedDiff(by, seen, mine)
    const stands = (key: unknown, wanted: Doc | null) => {
      const now = elementOf(theirs, by, key)
      if (isDeepStrictEqual(now, wanted) || isDeepStrictEqual(now, elementOf(asList(seen), by, key))) return true
      lost.push({ field: `${field}/${String(key)}`, mine: wanted, theirs: now })
      return false
    }
    const put = diff.put.filter((element) => stands(element[by], element))
    const remove = diff.remove.filter((key) => stands(key, null))
    merged[field] = mergeKeyed(theirs, by, put, remove)
  }
}

/** The element with that key, null where there is none. */
export function elementOf(list: readonly unknown[], by: string, key: unknown): Doc | null {
  return (list as Doc[]).find((element) => element?.[by] === key) ?? null
}
