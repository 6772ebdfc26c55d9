/** What commits know of the database and what they leave in it, as data. */
import type { AuditRow } from '../audit-chain.ts'
import type { Doc, Key, Tombstone } from '../store.ts'

/** The one row that everybody locks. */
export interface Head {
  seq: number
  auditN: number
  auditHash: string
}

export interface KnownRecord {
  /** 0: there is none. */
  rev: number
  site: string | null
  number: unknown
}

/** What a stage has to know; whatever is not in it does not exist. */
export interface Facts {
  records: Map<string, KnownRecord>
  counters: Map<string, number>
  nodes: Map<string, number>
  /** Idempotency keys that have a reply. */
  answered: Set<string>
}

export interface RecordRow {
  key: Key
  site: string | null
  rev: number
  seq: number
  auditN: number
  doc: Doc
  text: string
}

/** What happens to one record in the end. */
export type RecordWrite = { kind: 'put'; row: RecordRow } | { kind: 'touch'; key: Key; rev: number } | { kind: 'delete'; key: Key }

export interface Writes {
  head: Head
  records: RecordWrite[]
  tombstones: Tombstone[]
  audits: AuditRow[]
  counters: { tenant: string; collection: string; last: number }[]
  nodes: { node: string; epoch: string; last: number }[]
  results: { node: string; epoch: string; n: number; hash: string; result: string }[]
  replies: { tenant: string; key: string; hash: string; reply: string; at: string }[]
}

export const nameOf = (...parts: readonly string[]): string => JSON.stringify(parts)
export const recordName = ({ tenant, collection, id }: Key): string => nameOf(tenant, collection, id)
