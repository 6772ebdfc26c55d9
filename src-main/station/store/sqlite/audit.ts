/** The audit log: every row's hash covers the row before it, so that a changed, removed or added row shows. */
import { createHash } from 'node:crypto'
import type { AuditEntry } from '../store.ts'
import type { Db } from './database.ts'

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

/** Appends rows inside the caller's transaction. */
export function makeAudit(db: Db) {
  const last = db.prepare('SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1')
  const insert = db.prepare('INSERT INTO audit (n, tenant, at, actor, action, record, doc_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  return {
    /** @returns the row's number */
    append(entry: AuditEntry, docHash: string | null): number {
      const before = last.get() as { n: number; hash: string } | undefined
      const row = { ...entry, n: (before?.n ?? 0) + 1, doc_hash: docHash }
      insert.run(row.n, row.tenant, row.at, row.actor, row.action, row.record, row.doc_hash, chainHash(before?.hash ?? '', row))
      return row.n
    },
  }
}
