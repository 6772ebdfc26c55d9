/** What one process tells the others of a commit, small enough for a notification. */
import { postgres_notice_bytes_max } from '../../../../src-shared/limits.ts'
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import type { CommitNotice } from '../store.ts'

export interface Told {
  /** Which process wrote. */
  origin: string
  /** The change numbers after `from`, up to `seq`. */
  from: number
  seq: number
  tenants: string[]
  /** Absent where they are too many to tell: they are read. */
  keys?: [tenant: string, collection: Collection, id: string][]
}

/** @param naming whether the keys are told, or left for the others to read */
export function encodeNotice(origin: string, from: number, { seq, tenants, keys }: CommitNotice, naming: 'told' | 'read' = 'told'): string {
  const told: Told = { origin, from, seq, tenants }
  if (naming === 'read') return JSON.stringify(told)
  const whole = JSON.stringify({ ...told, keys: keys.map(({ tenant, collection, id }) => [tenant, collection, id]) })
  if (Buffer.byteLength(whole) <= postgres_notice_bytes_max) return whole
  const short = JSON.stringify(told)
  return Buffer.byteLength(short) <= postgres_notice_bytes_max ? short : JSON.stringify({ ...told, tenants: [] })
}

export function decodeNotice(payload: string | undefined): Told | undefined {
  try {
    return JSON.parse(payload ?? '') as Told
  } catch {
    return undefined
  }
}
