/** Reads single values out of stored documents, of which imported ones may hold anything. */
import type { Doc } from '../../store/store.ts'

/** The text, or null where there is none. */
export function textOf(doc: Doc | undefined, field: string): string | null {
  const value = doc?.[field]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}

/** The finite number, or null. */
export function numberOf(doc: Doc | undefined, field: string): number | null {
  const value = doc?.[field]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** The objects in a list, empty where there is no list. */
export function docsOf(doc: Doc | undefined, field: string): Doc[] {
  const value = doc?.[field]
  return Array.isArray(value) ? value.filter((element): element is Doc => typeof element === 'object' && element !== null) : []
}

/** The texts in a list; undefined where there is no list. */
export function textsOf(doc: Doc | undefined, field: string): string[] | undefined {
  const value = doc?.[field]
  return Array.isArray(value) ? value.filter((element): element is string => typeof element === 'string') : undefined
}
