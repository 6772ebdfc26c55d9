/** Writes the audit log. */
import { chainHash } from '../audit-chain.ts'
import type { AuditEntry } from '../store.ts'
import type { Db } from './database.ts'

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
