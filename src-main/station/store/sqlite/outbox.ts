/** The station's half of sync: answers, base, view and cursor, each method one transaction. */
import { setImmediate as breath } from 'node:timers/promises'
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import type { Outbox, ProvisionalPage, RelayOutcome } from '../outbox.ts'
import { SERVER_RUN } from '../server-run.ts'
import type { Change, ChangePage, Key, Operation, OperationId, OperationResult, SyncState } from '../store.ts'
import { makeBaseFeed } from './base-feed.ts'
import { makeConflicts } from './conflicts.ts'
import { limited, type Db } from './database.ts'
import { makeEpochs } from './epochs.ts'
import type { makeMeta } from './meta.ts'
import type { OutboxTables } from './outbox-tables.ts'
import { makeErased } from './erased.ts'
import { makeReadSoFar } from './read-so-far.ts'
import { makeRebase } from './rebase.ts'
import { makeProvisionals } from './provisionals.ts'
import type { Records } from './records.ts'
import { makeRelay } from './relay.ts'

interface Parts {
  db: Db
  records: Records
  meta: ReturnType<typeof makeMeta>
  tables: OutboxTables
  /** Goes on with full-text search of what a first load brought, while nobody waits. */
  fillSearch: () => void
}

/** The port, where `relay` also says which records it changed. */
export type OutboxInside = Omit<Outbox, 'relay'> & { relay: (...args: Parameters<Outbox['relay']>) => { outcome: RelayOutcome; keys: Key[] } }

export function makeOutbox({ db, records, meta, tables, fillSearch }: Parts): OutboxInside {
  const conflicts = makeConflicts(db)
  const rebase = makeRebase(db, records, tables)
  const read = makeReadSoFar(meta)
  const epochs = makeEpochs(db, meta, tables, rebase, read)
  const relay = makeRelay({ db, meta, tables, rebase })
  const provisionals = makeProvisionals({ db, meta, tables, read, settle: (operation, result) => settleOne({ operation, result }) })
  const baseChanges = makeBaseFeed(db, meta, tables, read)
  // The count is read from the index alone.
  const counts = db.prepare(`
    SELECT count(*) AS pending, (SELECT at FROM outbox WHERE ord = (SELECT min(ord) FROM outbox INDEXED BY outbox_open WHERE state <> 'final')) AS oldest
      FROM outbox WHERE state <> 'final'`)
  // SQLite would read the whole journal in the order of ord rather than this index.
  const open = db.prepare(`SELECT operation FROM outbox INDEXED BY outbox_open WHERE state <> 'final' AND state = 'queued' ORDER BY ord ${limited()}`)
  const unconfirmed = db.prepare(`SELECT operation FROM outbox INDEXED BY outbox_open WHERE state <> 'final' ORDER BY ord ${limited()}`)
  const newest = db.prepare(`SELECT operation, iif(state = 'queued' AND relayed IS NOT NULL, 'relayed', state) AS state, result FROM outbox ORDER BY ord DESC ${limited()}`)
  const atHub = db.prepare(`SELECT count(*) AS n FROM outbox INDEXED BY outbox_open WHERE state <> 'final' AND state = 'queued' AND relayed IS NOT NULL`)
  const madeAt = db.prepare(`SELECT at FROM outbox WHERE ord = ?`)
  const find = db.prepare(`SELECT ord, operation, cards FROM outbox WHERE node = ? AND epoch = ? AND n = ? AND state = 'queued'`)
  const isQueued = db.prepare(`SELECT 1 FROM outbox WHERE node = ? AND epoch = ? AND n = ? AND state = 'queued'`)
  const askAgain = db.prepare(`UPDATE outbox SET relayed = NULL WHERE ord = ?`)
  const answer = db.prepare(`UPDATE outbox SET state = 'answered', result = ?, result_seq = ? WHERE ord = ?`)
  const confirmed = db.prepare(`SELECT ord FROM outbox INDEXED BY outbox_open WHERE state <> 'final' AND state = 'answered' AND result_seq <= ? ORDER BY ord`)
  const finish = db.prepare(`UPDATE outbox SET state = 'final' WHERE ord = ?`)
  // The newest row of an epoch stays: the next number is counted from it.
  const prune = db.prepare(`DELETE FROM outbox WHERE state = 'final' AND at < ? AND n < (SELECT max(n) FROM outbox o WHERE o.node = outbox.node AND o.epoch = outbox.epoch)`)

  const { firstLoad } = records
  const isFirstRead = () => meta.get('complete') === undefined && meta.get('resync') === undefined

  /**
   * Drops the answered writes that the base now contains. Between two pages it may not: a record that has changed again since comes with a
   * later page, and until then neither the base nor the view would have what was written.
   * @returns the records whose view may change
   */
  function confirm(): Key[] {
    const rows = confirmed.all(read.whole()) as { ord: number }[]
    const own = rows.flatMap(({ ord }) => {
      finish.run(ord)
      return tables.dropEffects(ord)
    })
    return [...own, ...provisionals.confirm()]
  }

  const settleOne = ({ operation, result }: { operation: OperationId; result: OperationResult }) => {
    const row = find.get(operation.node, operation.epoch, operation.n) as { ord: number; operation: string; cards: number } | undefined
    if (!row) return
    // An answer counts once the one before it has its own, or a later write's card would give way to an earlier one's. Sent again, it comes again.
    if (isQueued.get(operation.node, operation.epoch, operation.n - 1)) return void askAgain.run(row.ord)
    answer.run(JSON.stringify(result), result.seq, row.ord)
    tables.counter.stamp(row.ord)
    // Conflicts of another station's write are listed there.
    if (row.cards === 1) conflicts.add(JSON.parse(row.operation) as Operation, result)
  }

  const refolded = (keys: Key[]) => {
    rebase.refold(keys)
    return keys
  }

  const lay = (tenant: string, changes: readonly Change[]): Key[] => {
    const arrived = changes.map((change) => ({ key: { tenant, collection: change.collection as Collection, id: change.id } satisfies Key, change }))
    rebase.setBases(arrived)
    for (const { key, change } of arrived) if (change.doc === null) baseChanges.keepTombstone(key, change)
    return arrived.map(({ key }) => key)
  }

  const pull = db.transaction((tenant: string, page: ChangePage) => {
    const pulled = lay(tenant, page.changes)
    read.moveTo(page)
    if (page.run === undefined) meta.delete(SERVER_RUN)
    else if (meta.get(SERVER_RUN) !== page.run) meta.set(SERVER_RUN, page.run)
    return refolded([...pulled, ...confirm()])
  }).immediate

  return {
    ...epochs,
    ...makeErased(db),
    ...conflicts.port,
    ...relay.port,
    relay: relay.relay,
    cursor: read.cursor,
    isWhole: read.isWhole,
    provisionals: provisionals.provisionals,
    provisionalCursor: provisionals.provisionalCursor,
    layProvisionals: db.transaction((tenant: string, page: ProvisionalPage) => refolded([...provisionals.lay(tenant, page), ...confirm()])).immediate,
    forgetProvisionals: db.transaction(() => refolded(provisionals.leave())).immediate,
    baseOf: rebase.baseOf,
    baseChanges: baseChanges.changes,
    state(): SyncState {
      const { pending, oldest } = counts.get() as { pending: number; oldest: string | null }
      return {
        ...tables.identity(),
        pending,
        oldestPendingAt: oldest,
        conflicts: conflicts.openCount(),
        cursor: read.cursor(),
        serverEpoch: meta.get('server_epoch') ?? null,
        resyncing: meta.get('resync') !== undefined,
        complete: meta.get('complete') !== undefined,
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
    withHub: () => (atHub.get() as { n: number }).n,
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
      return refolded(confirm())
    }).immediate,
    pull(tenant: string, page: ChangePage) {
      if (isFirstRead() && page.upTo < page.last) firstLoad.expect(page.changes)
      return pull(tenant, page)
    },
    isFirstLoad: firstLoad.isUnderWay,
    async completeFirstLoad() {
      while (firstLoad.isUnderWay()) {
        firstLoad.indexMore()
        await breath()
      }
      fillSearch()
    },
    preload: db.transaction((tenant: string, changes: readonly Change[]) => {
      return refolded(lay(tenant, changes))
    }).immediate,
    prune: db.transaction((before: string) => {
      provisionals.prune(before)
      prune.run(before)
    }).immediate,
  }
}
