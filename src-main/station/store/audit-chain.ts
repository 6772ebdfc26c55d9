/** The audit log as a chain: every row's hash covers the row before it, so that a changed, removed or added row shows. */
import { createHash } from 'node:crypto'
import type { AuditEntry } from './store.ts'

export interface AuditRow extends AuditEntry {
  n: number
  doc_hash: string | null
  hash: string
}

/** SHA-256 in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The hash of a row that follows a row with hash `before`. */
export function chainHash(before: string, row: Omit<AuditRow, 'hash'>): string {
  return sha256(JSON.stringify([before, row.n, row.tenant, row.at, row.actor, row.action, row.record, row.doc_hash]))
}
