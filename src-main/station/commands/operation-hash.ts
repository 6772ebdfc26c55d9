/** One text for one JSON value, whatever the order of its members, and the hash of a pushed operation. */
import { createHash } from 'node:crypto'
import type { Operation } from '../store/store.ts'

/** JSON with the members of every object in code-unit order. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return `{${members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}

/** Tells two operations with the same number apart. */
export function operationHash(operation: Operation): string {
  return createHash('sha256').update(canonicalJson(operation)).digest('hex')
}
