/** Restores: a new life of headquarters, or of this station's own numbering. */
import { must } from '../../../../src-shared/assert.ts'
import type { PendingEffect } from '../effect.ts'
import { forkedEpoch, operationHash } from '../operation-hash.ts'
import type { Outbox } from '../outbox.ts'
import type { Key, Operation } from '../store.ts'
import type { Db } from './database.ts'
import type { makeMeta } from './meta.ts'
import { MET_LIFE } from '../server-run.ts'
import type { ReadSoFar } from './read-so-far.ts'
import type { OutboxTables } from './outbox-tables.ts'
import type { Rebase } from './rebase.ts'

interface JournalRow {
  ord: number
  epoch: string
  n: number
  state: string
  operation: string
  effects: string
}

interface QueuedRow {
  ord: number
  node: string
  n: number
  k: number | null
  answeredBefore: number | null
  operation: string
}

/** Marks a record that a full read from 0 has not confirmed yet. */
const UNSEEN = -1

/**
 * The writes that follow on number `from` as one laptop made them, where headquarters has another write of that number. At a hub the queue may
 * have writes of two laptops with one folder's copies: whoever has headquarters' answer to `from` wrote the one that is there, and those that
 * came in earlier than the one before them belong to the other, too.
 */
function oneLine(found: QueuedRow[], from: number, own: string): QueuedRow[] {
  const rows = found.filter(({ n, answeredBefore }) => n === from || (answeredBefore ?? 0) < from)
  const end = rows.findIndex(({ node, n, k }, i) => {
    const before = rows[i - 1]
    return before !== undefined && node !== own && (n !== before.n + 1 || (k ?? 0) < (before.k ?? 0))
  })
  return end === -1 ? rows : rows.slice(0, end)
}

export function makeEpochs(db: Db, meta: ReturnType<typeof makeMeta>, tables: OutboxTables, rebase: Rebase, read: ReadSoFar): Pick<Outbox, 'beginEpoch' | 'endResync' | 'renewEpoch'> {
  const answered = db.prepare(`SELECT ord, epoch, n, state, operation, effects FROM outbox WHERE state <> 'queued' ORDER BY ord`)
  const requeue = db.prepare(`UPDATE outbox SET state = 'queued', result = NULL, result_seq = NULL, relayed = NULL, place = NULL WHERE ord = ?`)
  const queuedFrom = db.prepare(`SELECT ord, node, n, k, answered_before AS answeredBefore, operation FROM outbox WHERE state = 'queued' AND epoch = ? AND n >= ? ORDER BY n`)
  const rename = db.prepare(`UPDATE OR IGNORE outbox SET epoch = ?, n = ?, operation = ?, relayed = NULL, answered_before = NULL WHERE ord = ?`)
  const remove = db.prepare(`DELETE FROM outbox WHERE ord = ?`)
  const rememberFork = db.prepare(`INSERT INTO fork (node, epoch, n, hash) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`)
  // What a restore of headquarters took is nobody's answer any more.
  const unanswer = db.prepare(`UPDATE outbox SET answered_before = min(answered_before, ifnull((SELECT value FROM json_each(?) WHERE key = epoch), 0)) WHERE answered_before > 0`)
  const forgetTombstones = db.prepare(`DELETE FROM tombstone WHERE tenant = ?`)
  // Keys that were made here are not headquarters' to confirm.
  const unseenRecords = db.prepare(`UPDATE record SET seq = ${UNSEEN} WHERE tenant = ? AND NOT (collection = 'apiKeys' AND doc ->> '$.node' = ?)`)
  const unseenBases = db.prepare(`UPDATE base SET seq = ${UNSEEN} WHERE tenant = ?`)
  const leftRecords = db.prepare(`SELECT tenant, collection, id FROM record WHERE tenant = ? AND seq = ${UNSEEN}`)
  const leftBases = db.prepare(`SELECT tenant, collection, id FROM base WHERE tenant = ? AND seq = ${UNSEEN}`)

  /** Queues a write again that headquarters lost; its effects lie over the base once more. */
  function replay(row: JournalRow): void {
    requeue.run(row.ord)
    if (row.state !== 'final') return
    const effects = JSON.parse(row.effects) as PendingEffect[]
    effects.forEach((effect, part) => tables.addEffect(effect, row.ord, part))
  }

  /** Stations of this hub read its documents anew, and send again what is not final. */
  function renewHub(): void {
    meta.set('hub_base', tables.newName())
    tables.counter.renewLife()
  }

  return {
    beginEpoch: db.transaction((tenant: string, serverEpoch: string, applied: Record<string, number>) => {
      const known = meta.get('server_epoch')
      meta.set('server_epoch', serverEpoch)
      meta.delete(MET_LIFE)
      read.beginAgain()
      if (known === undefined) return
      renewHub()
      forgetTombstones.run(tenant)
      meta.set('resync', '1')
      for (const row of answered.all() as JournalRow[]) if (row.n > (applied[row.epoch] ?? 0)) replay(row)
      unanswer.run(JSON.stringify(applied))
      unseenRecords.run(tenant, tables.identity().node)
      unseenBases.run(tenant)
    }).immediate,
    endResync: db.transaction((tenant: string) => {
      const left = [...leftBases.all(tenant), ...leftRecords.all(tenant)] as Key[]
      for (const key of left) rebase.setBase(key, { ...key, seq: 0, site: null, doc: null })
      rebase.refold(left)
      meta.delete('resync')
      return left
    }).immediate,
    renewEpoch: db.transaction((fromN?: number, ofEpoch?: string) => {
      const before = tables.identity()
      const rows = fromN === undefined ? [] : oneLine(queuedFrom.all(ofEpoch ?? before.epoch, fromN) as QueuedRow[], fromN, before.node)
      const operations = rows.map(({ operation }) => JSON.parse(operation) as Operation)
      const [first] = operations
      const epoch = first ? forkedEpoch(first) : tables.newName()
      // Writes of an epoch that had ended already get one of their own; the present one goes on.
      if (ofEpoch === undefined || ofEpoch === before.epoch) meta.set('epoch', epoch)
      if (first) rememberFork.run(first.node, first.epoch, first.n, operationHash(first))
      tables.counter.renewLife()
      const gone: Key[] = []
      operations.forEach((operation, i) => {
        const { ord } = must(rows[i], 'the row of a write')
        const renamed: Operation = { ...operation, epoch, n: i + 1 }
        gone.push(...tables.takeOver(renamed))
        // The laptop that wrote it has sent it under the new name already.
        if (rename.run(epoch, i + 1, JSON.stringify(renamed), ord).changes > 0) return
        gone.push(...tables.dropEffects(ord))
        remove.run(ord)
      })
      rebase.refold(gone)
    }).immediate,
  }
}
