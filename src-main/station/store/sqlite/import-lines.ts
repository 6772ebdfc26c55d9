/** Bulk loading: one transaction, documents kept as they are. */
import type { ImportLine } from '../store.ts'
import { makeAudit, sha256 } from './audit.ts'
import type { Db } from './database.ts'
import type { Records } from './records.ts'
import type { makeSequence } from './sequence.ts'

export function makeImport(db: Db, records: Records, sequence: ReturnType<typeof makeSequence>) {
  const audit = makeAudit(db)
  const raiseCounter = db.prepare(`INSERT INTO counter (tenant, collection, last) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)`)
  return db.transaction((lines: Iterable<ImportLine>, at: string): number => {
    let count = 0
    for (const { key, doc, site } of lines) {
      const text = JSON.stringify(doc)
      const n = audit.append({ tenant: key.tenant, at, actor: 'import', action: 'import', record: `${key.collection}/${key.id}` }, sha256(text))
      records.put(key, text, doc, site, sequence.next(), n)
      if (typeof doc.number === 'number' && Number.isInteger(doc.number)) raiseCounter.run(key.tenant, key.collection, doc.number)
      count++
    }
    return count
  }).immediate
}
