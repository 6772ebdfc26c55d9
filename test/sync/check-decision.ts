/** What one decision of headquarters left of a write: it stands, or is listed with both values, and nothing else moved. */
import { mergeRuleOf } from '../../src-main/station/commands/field-diff.ts'
import { canonicalJson } from '../../src-main/station/commands/operation-hash.ts'
import { contentHash, isServerStamp } from '../../src-main/station/commands/to-outbox.ts'
import { asList } from '../../src-main/station/store/fold.ts'
import type { Doc, Key, Operation, OperationResult } from '../../src-main/station/store/store.ts'
import { equal, hold } from './invariant.ts'

/** The accommodations that are written. */
export const TYPES = ['Extra time', 'Reader', 'Room']

/** The records that are written: two of one kind, and one whose array is told apart by a member. */
export const KEYS: Key[] = [
  { tenant: 'bc', collection: 'examRegistrations', id: 'r0' }, { tenant: 'bc', collection: 'examRegistrations', id: 'r1' }, { tenant: 'bc', collection: 'bookingRegistrations', id: 'b' },
]

const same = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b ?? null)

/** I9 and I10 for one decision. @throws Broken */
export function checkDecision({ command, saw, wrote, n, node }: Operation, { conflicts, state }: OperationResult, before: readonly (Doc | null)[], after: readonly (Doc | null)[]): void {
  for (const [record, key] of KEYS.entries()) {
    const name = `${key.collection}/${key.id}`
    const [was, is] = [before[record] ?? null, after[record] ?? null]
    const what = (field = '') => () => `${name} ${field} by ${node}/${n}`
    if (!wrote[name]) {
      equal('I9 nothing silent', is, was, what())
      continue
    }
    if (!was) {
      hold('I10 delete', is === null && conflicts.length > 0, () => `${name} was deleted, and ${node}/${n} was ${state}`)
      continue
    }
    if (command === 'delete-record') {
      const seen = saw[name]?.['*'] === contentHash(was)
      hold('I10 delete', seen ? is === null && conflicts.length === 0 : is !== null && conflicts.length === 1, () => `${name} deleted by ${node}/${n}, seen as it was: ${seen}`)
      continue
    }
    hold('I10 delete', is !== null, () => `${name} vanished by ${node}/${n}`)
    for (const field of new Set([...Object.keys(was), ...Object.keys(is ?? {}), ...Object.keys(wrote[name])])) checkField({ collection: key.collection, field, was, is: is ?? {}, saw: saw[name] ?? {}, wrote: wrote[name], conflicts, what: what(field) })
  }
}

interface FieldCase {
  collection: string
  field: string
  was: Doc
  is: Doc
  saw: Doc
  wrote: Doc
  conflicts: OperationResult['conflicts']
  what: () => string
}

function checkField({ collection, field, was, is, saw, wrote, conflicts, what }: FieldCase): void {
  if (isServerStamp(field)) return
  if (!(field in wrote)) return equal('I9 nothing silent', is[field] ?? null, was[field] ?? null, what)
  const rule = mergeRuleOf(collection, field)
  if (rule.kind === 'growing') {
    const kept = asList(is[field]).map(canonicalJson)
    return hold('I9 nothing silent', [...asList(was[field]), ...asList(wrote[field])].every((element) => asList(saw[field]).some((old) => same(old, element)) || kept.includes(canonicalJson(element))), what)
  }
  if (rule.kind === 'keyed') return checkElements({ field, was, is, saw, wrote, conflicts, what }, rule.by)
  checkValue(field, [was[field], is[field], saw[field], wrote[field]], conflicts, what)
}

function checkElements({ field, was, is, saw, wrote, conflicts, what }: Omit<FieldCase, 'collection'>, by: string): void {
  const of = (doc: Doc, type: string) => asList(doc[field]).find((element) => (element as Doc)[by] === type) ?? null
  for (const type of TYPES) {
    const values = [of(was, type), of(is, type), of(saw, type), of(wrote, type)] as const
    if (same(values[2], values[3])) equal('I9 nothing silent', values[1], values[0], what)
    else checkValue(`${field}/${type}`, values, conflicts, what)
  }
}

function checkValue(field: string, [was, is, saw, wrote]: readonly [unknown, unknown, unknown, unknown], conflicts: OperationResult['conflicts'], what: () => string): void {
  const card = conflicts.find((entry) => entry.field === field)
  const stands = same(was, saw) || same(was, wrote)
  equal('I9 nothing silent', [is ?? null, card && [card.mine ?? null, card.theirs ?? null]], stands ? [wrote ?? null, undefined] : [was ?? null, [wrote ?? null, was ?? null]], what)
}
