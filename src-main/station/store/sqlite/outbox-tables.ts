/** The queue of writes for headquarters, and what each still does to the view. */
import { randomBytes } from 'node:crypto'
import type { PendingEffect, FieldChange } from '../effect.ts'
import type { Key, Operation, OperationId } from '../store.ts'
import type { Db } from './database.ts'
import type { makeMeta } from './meta.ts'
import type { Records } from './records.ts'

export interface OutboxRow {
  ord: number
  operation: string
  result: string | null
}

export type OutboxTables = ReturnType<typeof makeOutboxTables>

/** A new 128-bit name in hexadecimal. */
export function newName(): string {
  return randomBytes(16).toString('hex')
}

export function makeOutboxTables(db: Db, records: Records, meta: ReturnType<typeof makeMeta>) {
  const lastN = db.prepare(`SELECT ifnull(max(n), 0) AS n FROM outbox WHERE node = ? AND epoch = ?`)
  const insert = db.prepare(`INSERT INTO outbox (node, epoch, n, tenant, operation, effects, at, state) VALUES (?, ?, ?, ?, ?, ?, ?, 'queued')`)
  const insertEffect = db.prepare(`INSERT INTO pending_effect (tenant, collection, id, ord, part, change) VALUES (?, ?, ?, ?, ?, ?)`)
  const insertBase = db.prepare(`INSERT INTO base (tenant, collection, id, seq, site, doc) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`)
  const effects = db.prepare(`SELECT change FROM pending_effect WHERE tenant = ? AND collection = ? AND id = ? ORDER BY ord, part`)

  const identity = (): { node: string; epoch: string } => ({
    node: meta.getOrMake('node', newName),
    epoch: meta.getOrMake('epoch', newName),
  })

  const addEffect = ({ key, change }: PendingEffect, ord: number, part: number) => {
    const current = records.get(key)
    insertBase.run(key.tenant, key.collection, key.id, current?.seq ?? 0, current?.site ?? null, current?.text ?? null)
    insertEffect.run(key.tenant, key.collection, key.id, ord, part, JSON.stringify(change))
  }

  return {
    identity,
    addEffect,
    /** Queues a write with the next number, before its puts are made. @returns its number */
    append(operation: Omit<Operation, keyof OperationId>, pending: readonly PendingEffect[]): number {
      const { node, epoch } = identity()
      const n = (lastN.get(node, epoch) as { n: number }).n + 1
      const full: Operation = { node, epoch, n, ...operation }
      const ord = Number(insert.run(node, epoch, n, operation.tenant, JSON.stringify(full), JSON.stringify(pending), operation.at).lastInsertRowid)
      pending.forEach((effect, part) => addEffect(effect, ord, part))
      return n
    },
    /** The changes that wait on one record, oldest first. */
    pendingChanges: (key: Key) =>
      (effects.all(key.tenant, key.collection, key.id) as { change: string }[]).map(({ change }) => JSON.parse(change) as FieldChange),
  }
}
