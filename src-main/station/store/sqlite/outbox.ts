/** The station's half of sync: answers, base, view and cursor, each method one transaction. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import type { Change, ChangePage, Key, Operation, OperationId, OperationResult, Outbox, SyncState } from '../store.ts'
import { makeConflicts } from './conflicts.ts'
import type { Db } from './database.ts'
import { makeEpochs } from './epochs.ts'
import type { makeMeta } from './meta.ts'
import type { OutboxTables } from './outbox-tables.ts'
import { makeRebase } from './rebase.ts'
import type { Records } from './records.ts'

interface Parts {
  db: Db
  records: Records
  meta: ReturnType<typeof makeMeta>
  tables: OutboxTables
}

export function makeOutbox({ db, records, meta, tables }: Parts): Outbox {
  const conflicts = makeConflicts(db)
  const rebase = makeRebase(db, records, tables)
  const epochs = makeEpochs(db, meta, tables, rebase)
  // The count is read from the index alone.
  const counts = db.prepare(`
    SELECT count(*) AS pending, (SELECT at FROM outbox WHERE ord = (SELECT min(ord) FROM outbox INDEXED BY outbox_open WHERE state <> 'final')) AS oldest
      FROM outbox WHERE state <> 'final'`)
  // SQLite would read the whole journal in the order of ord rather than this index.
  const open = db.prepare(`SELECT operation FROM outbox INDEXED BY outbox_open WHERE state <> 'final' AND state = 'queued' ORDER BY ord LIMIT ?`)
  const unconfirmed = db.prepare(`SELECT operation FROM outbox INDEXED BY outbox_open WHERE state <> 'final' ORDER BY ord LIMIT ?`)
  const newest = db.prepare(`SELECT operation, state, result FROM outbox ORDER BY ord DESC LIMIT ?`)
  const madeAt = db.prepare(`SELECT at FROM outbox WHERE ord = ?`)
  const find = db.prepare(`SELECT ord, operation FROM outbox WHERE node = ? AND epoch = ? AND n = ? AND state = 'queued'`)
  const answer = db.prepare(`UPDATE outbox SET state = 'answered', result = ?, result_seq = ? WHERE ord = ?`)
  const confirmed = db.prepare(`SELECT ord FROM outbox INDEXED BY outbox_open WHERE state <> 'final' AND state = 'answered' AND result_seq <= ? ORDER BY ord`)
  const finish = db.prepare(`UPDATE outbox SET state = 'final' WHERE ord = ?`)
  // The newest row stays: the next number is counted from it.
  const prune = db.prepare(`DELETE FROM outbox WHERE state = 'final' AND at < ? AND ord < (SELECT max(ord) FROM outbox)`)

  const cursor = () => Number(meta.get('cursor') ?? 0)

  /** Drops the answered writes that the base now contains. @returns the records whose view may change */
  function confirm(): Key[] {
    const rows = confirmed.all(cursor()) as { ord: number }[]
    return rows.flatMap(({ ord }) => {
      finish.run(ord)
      return tables.dropEffects(ord)
    })
  }

  const settleOne = ({ operation, result }: { operation: OperationId; result: OperationResult }) => {
    const row = find.get(operation.node, operation.epoch, operation.n) as { ord: number; operation: string } | undefined
    if (!row) return
    answer.run(JSON.stringify(result), result.seq, row.ord)
    conflicts.add(JSON.parse(row.operation) as Operation, result)
  }

  const lay = (tenant: string, changes: readonly Change[]) =>
    changes.map((change) => {
      const key: Key = { tenant, collection: change.collection as Collection, id: change.id }
      rebase.setBase(key, change)
      return key
    })

  return {
    ...epochs,
    ...conflicts.port,
    state(): SyncState {
      const { pending, oldest } = counts.get() as { pending: number; oldest: string | null }
      return {
        ...tables.identity(),
        pending,
        oldestPendingAt: oldest,
        conflicts: conflicts.openCount(),
        cursor: cursor(),
        serverEpoch: meta.get('server_epoch') ?? null,
        resyncing: meta.get('resync') !== undefined,
      }
    },
    queued: (limit) => (open.all(limit) as { operation: string }[]).map(({ operation }) => JSON.parse(operation) as Operation),
    waiting: (limit) => (unconfirmed.all(limit) as { operation: string }[]).map(({ operation }) => JSON.parse(operation) as Operation),
    history: (limit) =>
      (newest.all(limit) as { operation: string; state: string; result: string | null }[]).map(({ operation, state, result }) => ({
        operation: JSON.parse(operation) as Operation,
        state,
        result: result === null ? null : (JSON.parse(result) as OperationResult),
      })),
    waitingOn(keys) {
      const found = new Map<string, string>()
      for (const key of keys) {
        const ord = tables.oldestOn(key)
        if (ord !== undefined) found.set(`${key.collection}/${key.id}`, (madeAt.get(ord) as { at: string }).at)
      }
      return found
    },
    settle: db.transaction((results: Parameters<Outbox['settle']>[0]) => {
      for (const result of results) settleOne(result)
      const keys = confirm()
      rebase.refold(keys)
      return keys
    }).immediate,
    pull: db.transaction((tenant: string, page: ChangePage) => {
      const pulled = lay(tenant, page.changes)
      meta.set('cursor', String(page.upTo))
      const touched = [...pulled, ...confirm()]
      rebase.refold(touched)
      return touched
    }).immediate,
    preload: db.transaction((tenant: string, changes: readonly Change[]) => {
      const keys = lay(tenant, changes)
      rebase.refold(keys)
      return keys
    }).immediate,
    prune: (before) => void prune.run(before),
  }
}
