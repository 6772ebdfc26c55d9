/** Bulk loading: one transaction, documents kept as they are. */
import { sha256 } from '../audit-chain.ts'
import type { Doc, ImportLine, Key } from '../store.ts'
import { makeAudit } from './audit.ts'
import type { Db } from './database.ts'
import type { Records } from './records.ts'
import type { makeSequence } from './sequence.ts'

export function makeImport(db: Db, records: Records, sequence: ReturnType<typeof makeSequence>) {
  const audit = makeAudit(db)
  const raiseCounter = db.prepare(`INSERT INTO counter (tenant, collection, last) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)`)
  const nextNumber = db.prepare(`INSERT INTO counter (tenant, collection, last) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last`)
  const tombstone = db.prepare(`INSERT INTO tombstone (seq, tenant, collection, id, site, kind, by, at) VALUES (?, ?, ?, ?, ?, 'moved', 'import', ?)`)

  function numberOf(key: Key): number {
    const stored = records.get(key)
    const known = stored && (JSON.parse(stored.text) as Doc).number
    return typeof known === 'number' ? known : (nextNumber.get(key.tenant, key.collection) as { last: number }).last
  }

  return db.transaction((lines: Iterable<ImportLine>, at: string): number => {
    let count = 0
    for (const { key, doc: given, site, assignNumber } of lines) {
      const doc = assignNumber ? { ...given, number: numberOf(key) } : given
      const before = records.find(key)
      // Whoever saw it before and does not any more has to be told (as in commit.ts).
      if (before && site !== null && before.site !== site) {
        tombstone.run(sequence.next(), key.tenant, key.collection, key.id, before.site, at)
      }
      const text = JSON.stringify(doc)
      const n = audit.append({ tenant: key.tenant, at, actor: 'import', action: 'import', record: `${key.collection}/${key.id}` }, sha256(text))
      records.put(key, text, doc, site, sequence.next(), n)
      if (typeof doc.number === 'number' && Number.isInteger(doc.number)) raiseCounter.run(key.tenant, key.collection, doc.number)
      count++
    }
    return count
  }).immediate
}
