/** One text for one JSON value, whatever the order of its members, and the hash of an operation. */
import { createHash } from 'node:crypto'
import type { Operation } from './store.ts'

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

/** The epoch under which writes go on whose numbers were used twice: the same name wherever it is made, so that a hub and the laptop agree. */
export function forkedEpoch(first: Operation): string {
  return createHash('sha256').update(`forked ${operationHash(first)}`).digest('hex').slice(0, 32)
}
