/** Fold and merge filter as pure functions, on made-up histories. HALLPASS_PLANNER_CASES sets how many (200,000 for a night). */
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { toFieldChange } from '../../src-main/station/commands/field-diff.ts'
import { elementOf, mergeFields } from '../../src-main/station/commands/merge-fields.ts'
import { canonicalJson } from '../../src-main/station/commands/operation-hash.ts'
import { toOutbox } from '../../src-main/station/commands/to-outbox.ts'
import type { FieldChange } from '../../src-main/station/store/effect.ts'
import { fold } from '../../src-main/station/store/fold.ts'
import type { Doc } from '../../src-main/station/store/store.ts'

const numRuns = Number(process.env.HALLPASS_PLANNER_CASES ?? 2_000)
vi.setConfig({ testTimeout: 20_000 + 10 * numRuns })

const value = fc.constantFrom(null, 'a', 'b', 'c', 1, { deep: ['x'] })
const accommodation = fc.record({ Type: fc.constantFrom('Reader', 'Extra time', 'Room'), Name: fc.constantFrom('x', 'y', 'z') }, { noNullPrototype: true })
const accommodations = fc.uniqueArray(accommodation, { selector: ({ Type }) => Type, maxLength: 3 })
const scalars = fc.record({ notes: value, city: value, score: value }, { noNullPrototype: true })
const doc = fc.tuple(scalars, accommodations).map(([fields, Accommodations]) => withoutNulls({ id: 'r', ...fields, Accommodations }))
const docs = fc.tuple(doc, doc, doc)

const COLLECTION = 'bookingRegistrations'
const key = { tenant: 'bc', collection: COLLECTION, id: 'r' } as const
const HEAD = { tenant: 'bc', command: 'update-record', input: {}, actor: { id: 'u', name: 'U', scope: 'write' as const }, at: '2026-11-22T16:00:00.000Z', ids: [] }

function withoutNulls(fields: Doc): Doc {
  return Object.fromEntries(Object.entries(fields).filter(([, member]) => member !== null))
}

/** What a station that saw `before` and made `after` sends, met by headquarters' document `now`. */
function meet(before: Doc, after: Doc, now: Doc) {
  const { operation, effects } = toOutbox(HEAD, [{ key, before, after, site: null }])
  const saw = operation.saw[`${COLLECTION}/r`]
  const wrote = operation.wrote[`${COLLECTION}/r`]
  const decided: Doc = { ...now }
  for (const [field, mine] of Object.entries(wrote ?? {})) {
    if (mine === null) delete decided[field]
    else decided[field] = mine
  }
  return { ...mergeFields({ collection: COLLECTION, before: now, after: decided, saw, wrote }), saw: saw ?? {}, wrote: wrote ?? {}, effects }
}

const same = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b ?? null)

describe('the merge filter', () => {
  it('keeps what nobody else changed, lists what somebody else did, and touches nothing more', () => {
    fc.assert(fc.property(docs, ([before, after, now]) => {
      const { after: merged, lost, saw, wrote } = meet(before, after, now)
      for (const field of ['notes', 'city', 'score']) {
        const listed = lost.find((entry) => entry.field === field)
        if (!(field in saw)) expect(merged[field]).toEqual(now[field])
        else if (same(now[field], saw[field]) || same(now[field], wrote[field])) expect([merged[field] ?? null, listed]).toEqual([wrote[field] ?? null, undefined])
        else expect([merged[field] ?? null, listed]).toEqual([now[field] ?? null, { field, mine: wrote[field], theirs: now[field] ?? null }])
      }
    }), { numRuns })
  })

  it('merges an array of told-apart elements one by one', () => {
    fc.assert(fc.property(docs, ([before, after, now]) => {
      const { after: merged, lost } = meet(before, after, now)
      const of = (from: Doc, type: string) => elementOf((from.Accommodations ?? []) as Doc[], 'Type', type)
      for (const type of ['Reader', 'Extra time', 'Room']) {
        const [saw, mine, theirs, kept] = [of(before, type), of(after, type), of(now, type), of(merged, type)]
        const listed = lost.some((entry) => entry.field === `Accommodations/${type}`)
        if (same(saw, mine)) expect([kept, listed]).toEqual([theirs, false])
        else if (same(theirs, saw) || same(theirs, mine)) expect([kept, listed]).toEqual([mine, false])
        else expect([kept, listed]).toEqual([theirs, true])
      }
    }), { numRuns })
  })

  it('loses nothing to itself: a write that meets what it saw becomes exactly what was written', () => {
    fc.assert(fc.property(docs, ([before, after]) => {
      const { after: merged, lost } = meet(before, after, before)
      expect(lost).toEqual([])
      expect(canonicalJson(sortedElements(merged))).toBe(canonicalJson(sortedElements(after)))
    }), { numRuns })
  })

  it('does the same whatever comes in between when it arrives again', () => {
    fc.assert(fc.property(docs, ([before, after, now]) => {
      const once = meet(before, after, now).after
      const { after: twice } = meet(before, after, once)
      for (const field of ['notes', 'city', 'score']) expect(twice[field] ?? null).toEqual(once[field] ?? null)
    }), { numRuns })
  })
})

const sortedElements = (from: Doc): Doc => ({ ...from, Accommodations: [...((from.Accommodations ?? []) as Doc[])].sort((a, b) => String(a.Type).localeCompare(String(b.Type))) })

describe('the fold', () => {
  const change = docs.map(([before, after]): FieldChange => toFieldChange({ key, before, after, site: null }))

  it('shows a writer his own writes, over any base', () => {
    fc.assert(fc.property(docs, ([before, after, base]) => {
      const view = fold(base, [toFieldChange({ key, before, after, site: null })]) ?? {}
      for (const field of ['notes', 'city', 'score']) expect(view[field] ?? null).toEqual((same(before[field], after[field]) ? base[field] : after[field]) ?? null)
    }), { numRuns })
  })

  it('comes out the same in one go and step by step, and twice the same', () => {
    fc.assert(fc.property(doc, fc.array(change, { maxLength: 5 }), (base, changes) => {
      const stepwise = changes.reduce<Doc | null>((view, one) => fold(view, [one]), base)
      expect(fold(base, changes)).toEqual(stepwise)
      expect(fold(base, changes)).toEqual(fold(structuredClone(base), structuredClone(changes)))
    }), { numRuns })
  })

  it('never brings a deleted record back by a later change', () => {
    fc.assert(fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
      expect(fold({ id: 'r' }, [{ kind: 'delete' }, ...changes])).toBeNull()
    }), { numRuns })
  })

  it('leaves a base alone that already has what the write did', () => {
    fc.assert(fc.property(docs, ([before, after]) => {
      const changes = [toFieldChange({ key, before, after, site: null })]
      expect(canonicalJson(fold(fold(before, changes), changes))).toBe(canonicalJson(fold(before, changes)))
    }), { numRuns })
  })
})
