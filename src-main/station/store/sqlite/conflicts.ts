/** Conflicts and rejects that wait for a person, one open card for each field. */
import { createHash } from 'node:crypto'
import type { Outbox } from '../outbox.ts'
import type { ConflictEntry, OpenConflict, Operation, OperationResult } from '../store.ts'
import type { Db } from './database.ts'

export function makeConflicts(db: Db) {
  const insert = db.prepare(`INSERT INTO conflict (id, collection, record_id, field, entry) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET choice = NULL, entry = excluded.entry WHERE choice IS NULL OR choice = 'superseded'`)
  const adopt = db.prepare(`INSERT INTO conflict (id, collection, record_id, field, entry) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`)
  const supersede = db.prepare(`UPDATE conflict SET choice = 'superseded' WHERE collection = ? AND record_id = ? AND field = ? AND choice IS NULL AND field <> ''`)
  const list = db.prepare(`SELECT entry FROM conflict WHERE choice IS NULL ORDER BY rowid`)
  const count = db.prepare(`SELECT count(*) AS n FROM conflict WHERE choice IS NULL`)
  const close = db.prepare(`UPDATE conflict SET choice = ?, closed_by = ?, closed_at = ? WHERE id = ? AND choice IS NULL`)

  function addEntry(operation: Operation, entry: ConflictEntry, result: OperationResult): void {
    const field = entry.field ?? ''
    const id = conflictId(operation, entry)
    const card: OpenConflict = {
      ...entry, id, operation,
      kind: result.state === 'rejected' ? 'rejected' : 'conflict',
      status: result.status ?? null,
      message: result.message ?? null,
    }
    // After a restore of headquarters the same answers may come again: what a later write replaced is open until that one's answer comes.
    supersede.run(entry.collection, entry.record_id, field)
    insert.run(id, entry.collection, entry.record_id, field, JSON.stringify(card))
  }

  const port: Pick<Outbox, 'conflicts' | 'closeConflict' | 'adoptCards'> = {
    conflicts: () => (list.all() as { entry: string }[]).map(({ entry }) => JSON.parse(entry) as OpenConflict),
    adoptCards(cards) {
      for (const card of cards) adopt.run(card.id, card.collection, card.record_id, card.field ?? '', JSON.stringify(card))
    },
    closeConflict: (id, choice, by, at) => void close.run(choice, by, at, id),
  }

  return {
    port,
    openCount: () => (count.get() as { n: number }).n,
    /** Makes cards of an answer. */
    add(operation: Operation, result: OperationResult): void {
      for (const entry of result.conflicts) addEntry(operation, entry, result)
    },
  }
}

/** The same answer gives the same card, however often it arrives. */
function conflictId({ node, epoch, n }: Operation, { collection, record_id, field }: ConflictEntry): string {
  return createHash('sha256').update(JSON.stringify([node, epoch, n, collection, record_id, field])).digest('hex').slice(0, 32)
}
