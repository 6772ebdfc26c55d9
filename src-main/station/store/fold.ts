/** View = base with the pending writes laid over it, in order. Pure: no clock, no randomness. */
import type { FieldChange } from './effect.ts'
import { canonicalJson } from './operation-hash.ts'
import type { Doc } from './store.ts'

/**
 * Lays pending changes over headquarters' document.
 * @param base headquarters' document, null where it has none
 * @returns the document to show, null where there is none
 */
export function fold(base: Doc | null, changes: readonly FieldChange[]): Doc | null {
  let view = base
  const grow = grower()
  for (const change of changes) view = foldOne(view, change, grow)
  return view
}

type Grow = (current: readonly unknown[], elements: readonly unknown[]) => unknown[]

/** `mergeGrown` for a row of changes: a list that it has made itself is added to, so that a thousand waiting writes cost a thousand steps. */
function grower(): Grow {
  const own = new WeakMap<readonly unknown[], Set<string>>()
  return (current, elements) => {
    const known = own.get(current)
    const list = known ? (current as unknown[]) : [...current]
    const there = known ?? new Set(current.map(textOf))
    own.set(list, there)
    const added = elements.filter((element) => !there.has(textOf(element)))
    for (const element of added) there.add(textOf(element))
    list.push(...added)
    return list
  }
}

function foldOne(view: Doc | null, change: FieldChange, grow: Grow): Doc | null {
  if (change.kind === 'delete') return null
  // Headquarters' record already holds what the create wrote, and perhaps more.
  if (change.kind === 'create') return view ?? change.doc
  if (view === null) return null
  const next: Doc = { ...view }
  for (const [field, value] of Object.entries(change.fields)) setField(next, field, value)
  for (const [field, { by, put, remove }] of Object.entries(change.keyed ?? {})) {
    next[field] = mergeKeyed(asList(view[field]), by, put, remove)
  }
  for (const [field, elements] of Object.entries(change.grow ?? {})) {
    next[field] = grow(asList(view[field]), elements)
  }
  if (typeof view.sys_version === 'number') next.sys_version = view.sys_version + 1
  return next
}

/** Sets a field, or removes it where the value is null. */
export function setField(doc: Doc, field: string, value: unknown): void {
  if (value === null || value === undefined) delete doc[field]
  else doc[field] = value
}

/** The elements with those of `put` in place of, or after, the ones with the same key, and those of `remove` gone. */
export function mergeKeyed(current: readonly unknown[], by: string, put: readonly Doc[], remove: readonly unknown[]): unknown[] {
  const keyOf = (element: unknown) => (element as Doc | null)?.[by]
  const kept = current.filter((element) => !remove.includes(keyOf(element)))
  const merged = kept.map((element) => put.find((candidate) => candidate[by] === keyOf(element)) ?? element)
  return [...merged, ...put.filter((candidate) => !kept.some((element) => keyOf(element) === candidate[by]))]
}

/** The elements, followed by those that are not among them yet. */
export function mergeGrown(current: readonly unknown[], elements: readonly unknown[]): unknown[] {
  return grower()(current, elements)
}

/** The elements that are not in `current`. */
export function elementsBeyond(current: readonly unknown[], elements: readonly unknown[]): unknown[] {
  const there = new Set(current.map(textOf))
  return elements.filter((element) => !there.has(textOf(element)))
}

/** Elements are laid into one list after the other, and compared each time: with hundreds of writes waiting for one record, as text only once. */
const texts = new WeakMap<object, string>()

function textOf(element: unknown): string {
  if (typeof element !== 'object' || element === null) return canonicalJson(element)
  const known = texts.get(element)
  if (known !== undefined) return known
  const text = canonicalJson(element)
  texts.set(element, text)
  return text
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
