/** Looks for anything wrong in the file: pages, audit chain, records against the log, gaps in the queue. */
import { chainHash, sha256, type AuditRow } from '../audit-chain.ts'
import { RECOVERED } from '../recovered.ts'
import type { VerifyReport } from '../store.ts'
import type { Db } from './database.ts'

const problems_max = 20

/** Reads the whole file; changes nothing. */
export function verifyDatabase(db: Db): VerifyReport {
  const problems: string[] = []
  const report = (problem: string) => void (problems.length < problems_max && problems.push(problem))
  const read = <T>(what: string, fallback: T, run: () => T): T => {
    try {
      return run()
    } catch (error) {
      report(`${what} cannot be read: ${(error as Error).message}.`)
      return fallback
    }
  }
  read('A page', null, () => checkPages(db, report))
  const auditRows = read('The audit log', 0, () => checkAudit(db, report))
  const records = read('The records', 0, () => checkRecords(db, report))
  const pending = read('The queue', 0, () => checkOutbox(db, report))
  return { ok: problems.length === 0, records, audit_rows: auditRows, pending, problems }
}

function checkPages(db: Db, report: (problem: string) => void): null {
  // Every page carries a keyed checksum; then SQLite's own check of the structure.
  const damaged = db.pragma('cipher_integrity_check') as Record<string, unknown>[]
  for (const row of damaged) report(`A page is damaged: ${Object.values(row).join(' ')}.`)
  const found = db.pragma('integrity_check(10)') as { integrity_check: string }[]
  for (const { integrity_check } of found) if (integrity_check !== 'ok') report(`The file is damaged: ${integrity_check}.`)
  return null
}

function checkAudit(db: Db, report: (problem: string) => void): number {
  let before = ''
  let expected = 1
  for (const row of db.prepare('SELECT * FROM audit ORDER BY n').iterate() as IterableIterator<AuditRow>) {
    if (row.n !== expected) report(`The audit log lacks row ${expected}.`)
    if (row.hash !== chainHash(before, row)) report(`Row ${row.n} of the audit log was changed.`)
    before = row.hash
    expected = row.n + 1
  }
  return expected - 1
}

function checkRecords(db: Db, report: (problem: string) => void): number {
  const rows = db.prepare(`SELECT r.collection, r.id, r.doc, a.doc_hash, a.n FROM record r LEFT JOIN audit a ON a.n = r.audit_n WHERE r.audit_n IS NOT NULL`)
  for (const row of rows.iterate() as IterableIterator<{ collection: string; id: string; doc: string; doc_hash: string | null; n: number | null }>) {
    if (row.n === null) report(`The audit log lacks the row of ${row.collection}/${row.id}.`)
    else if (sha256(row.doc) !== row.doc_hash) report(`${row.collection}/${row.id} was changed behind the audit log.`)
  }
  return (db.prepare('SELECT count(*) AS n FROM record').get() as { n: number }).n
}

function checkOutbox(db: Db, report: (problem: string) => void): number {
  // What could not be read when a damaged file was recovered was told then; the present epoch began after it.
  const sinceRecovery = `(epoch = (SELECT value FROM meta WHERE key = 'epoch') OR NOT EXISTS (SELECT 1 FROM meta WHERE key = '${RECOVERED}'))`
  const epochs = db.prepare(`SELECT epoch, min(n) AS first, max(n) AS last, count(*) AS n FROM outbox WHERE node = (SELECT value FROM meta WHERE key = 'node') AND ${sinceRecovery} GROUP BY epoch`).all() as { epoch: string; first: number; last: number; n: number }[]
  for (const { first, last, n } of epochs) if (last - first + 1 !== n) report(`The queue for headquarters lacks ${last - first + 1 - n} of its writes.`)
  const stray = db.prepare(`
    SELECT count(*) AS n FROM outbox o, json_each(o.effects) e LEFT JOIN base b
        ON b.tenant = e.value ->> '$.key.tenant' AND b.collection = e.value ->> '$.key.collection' AND b.id = e.value ->> '$.key.id'
     WHERE o.state <> 'final' AND NOT EXISTS (SELECT 1 FROM json_each(b.waiting) w WHERE w.value ->> 0 = o.ord AND w.value ->> 1 = e.key)`).get() as { n: number }
  if (stray.n > 0) report(`${stray.n} waiting writes lost the document that they are about.`)
  return (db.prepare(`SELECT count(*) AS n FROM outbox WHERE state <> 'final'`).get() as { n: number }).n
}
