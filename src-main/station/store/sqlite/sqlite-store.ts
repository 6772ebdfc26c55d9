/** The port on one encrypted SQLite file. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Resources } from '../declared-fields.ts'
import { StoreError } from '../store-error.ts'
import type { Outbox } from '../outbox.ts'
import type { CommitNotice, Key, OperationId, OperationResult, Store, StoredReply, Tombstone } from '../store.ts'
import { makeApiKeys } from './api-keys.ts'
import { makeCheckpointer } from './checkpointer.ts'
import { makeCommit } from './commit.ts'
import { makeCommitQueue } from './commit-queue.ts'
import { openDatabase, storeErrorOf, type Db } from './database.ts'
import { makeFeed } from './feed.ts'
import { makeImport } from './import-lines.ts'
import { reconcileIndexes } from './indexes.ts'
import { makeLives } from './lives.ts'
import { makeMeta } from './meta.ts'
import { migrate } from './migrate.ts'
import { makeOutbox, type OutboxInside } from './outbox.ts'
import { makeOutboxTables, newName, type NewName } from './outbox-tables.ts'
import { makeRecords } from './records.ts'
import { makeRuns } from './runs.ts'
import { makeSearchFiller } from './search-filler.ts'
import { makeSequence } from './sequence.ts'
import { makeTenants } from './tenants.ts'
import { verifyDatabase } from './verify.ts'

export interface SqliteStoreOptions {
  file: string
  /** 64 hexadecimal digits. */
  key: string
  resources: Resources
  /** Names for this file and its lives; random unless a test wants them repeatable. */
  newName?: NewName
  /** Another process serves this file; what a first load put off is for that one to complete. */
  isBeside?: boolean
}

/** Opens the file, makes or migrates it, and returns the port. @throws StoreError */
export function openSqliteStore({ file, key, resources, newName: name = newName, isBeside = false }: SqliteStoreOptions): Store {
  const db = openDatabase(file, key)
  try {
    migrate(db, file)
    if (!isBeside) completeIndexes(db, resources)
    reconcileIndexes(db, resources)
    return assemble(db, resources, name, isBeside)
  } catch (error) {
    db.close()
    throw storeErrorOf(error, file)
  }
}

/** A first load that ended with the process that read it. */
function completeIndexes(db: Db, resources: Resources): void {
  const { firstLoad } = makeRecords(db, resources)
  while (firstLoad.isUnderWay()) firstLoad.indexMore()
}

function assemble(db: Db, resources: Resources, name: NewName, isBeside: boolean): Store {
  const listeners = new Set<(notice: CommitNotice) => void>()
  const records = makeRecords(db, resources, isBeside)
  const meta = makeMeta(db)
  const sequence = makeSequence(db)
  const tables = makeOutboxTables(db, records, meta, name)
  const runCommit = makeCommit({ db, records, sequence, outbox: tables })
  const checkpointer = makeCheckpointer(db, records.firstLoad.isUnderWay, records.firstLoad.moved)
  const notify = (notice: CommitNotice) => {
    checkpointer.committed()
    listeners.forEach((listener) => listener(notice))
  }
  const queue = makeCommitQueue(db, runCommit, notify)
  const lives = makeLives(db, meta, name)
  const feed = makeFeed(db, sequence, lives)
  const importLines = makeImport(db, records, sequence)
  const tenants = makeTenants(db)
  const filler = makeSearchFiller(records.firstLoad)
  if (!isBeside) filler.start()

  return {
    get: async (key) => records.get(key),
    query: async (query) => records.query(query),
    queryText: async (query) => records.queryText(query),
    count: async (restriction) => records.count(restriction),
    search: async (query, text) => records.search(query, text),
    commit: queue.add,
    commitAll: queue.addAll,
    changes: async (tenant, site, since, limit) => feed.changes(tenant, site, since, limit),
    changesText: async (tenant, site, since, limit) => feed.changesText(tenant, site, since, limit),
    lastSeq: async () => sequence.last(),
    runs: makeRuns(db, sequence, name),
    tenants: async () => tenants(),
    ...makeLookups(db),
    keptSince: async (epoch, node) => lives.keptSince(epoch, node),
    beginLife: lives.begin,
    importLines: async (lines, at) => importLines(lines, at),
    meta,
    get node() {
      return tables.identity().node
    },
    get secret() {
      return meta.getOrMake('cursor-secret', () => randomBytes(32).toString('hex'))
    },
    keys: makeApiKeys({ db, commit: queue.add, node: () => tables.identity().node, ownWrites: records.keysWritten }),
    outbox: announced(makeOutbox({ db, records, meta, tables, fillSearch: filler.start }), (keys, queued) => notify({ seq: sequence.last(), keys, tenants: [...new Set(keys.map(({ tenant }) => tenant))], queued })),
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async backup(target) {
      if (existsSync(target)) throw new StoreError('in-use', `${target} exists already; choose another name.`)
      try {
        // A read transaction in WAL mode: writers go on meanwhile. The copy has the same key.
        db.prepare('VACUUM INTO ?').run(target)
      } catch (error) {
        throw storeErrorOf(error, target)
      }
    },
    // Deleted content is overwritten in the file; older pages in the log go with it.
    scrub: async () => void db.pragma('wal_checkpoint(TRUNCATE)'),
    verify: async () => verifyDatabase(db),
    async close() {
      queue.drain()
      checkpointer.stop()
      filler.stop()
      db.close()
    },
  }
}

/** Listeners hear of what came from headquarters, from a hub or from another station as they hear of commits. */
function announced(outbox: OutboxInside, tell: (keys: Key[], queued: boolean) => void): Outbox {
  const heard = <A extends unknown[]>(run: (...args: A) => Key[]) => (...args: A) => {
    const before = outbox.hubCounter()
    const keys = run(...args)
    // At a hub an answer is news for its stations also where no record changes.
    if (keys.length > 0 || outbox.hubCounter() !== before) tell(keys, false)
    return keys
  }
  return {
    ...outbox,
    settle: heard(outbox.settle), pull: heard(outbox.pull), preload: heard(outbox.preload), endResync: heard(outbox.endResync),
    layProvisionals: heard(outbox.layProvisionals), forgetProvisionals: heard(outbox.forgetProvisionals),
    relay(...args) {
      const { outcome, keys } = outbox.relay(...args)
      if (outcome.taken.length > 0) tell(keys, true)
      return outcome
    },
  }
}

function makeLookups(db: Db): Pick<Store, 'tombstone' | 'appliedOf' | 'resultOf' | 'replyOf' | 'saveReply' | 'forgetReplies'> {
  const tombstone = db.prepare(`SELECT * FROM tombstone WHERE tenant = ? AND collection = ? AND id = ? ORDER BY seq DESC LIMIT 1`)
  const applied = db.prepare(`SELECT epoch, last FROM node WHERE node = ?`)
  const result = db.prepare(`SELECT hash, result FROM operation_result WHERE node = ? AND epoch = ? AND n = ?`)
  const reply = db.prepare(`SELECT hash, reply FROM idempotency WHERE tenant = ? AND key = ?`)
  const save = db.prepare(`INSERT INTO idempotency (tenant, key, hash, reply, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`)
  const forget = db.prepare(`DELETE FROM idempotency WHERE at < ?`)
  return {
    tombstone: async (key: Key) => tombstone.get(key.tenant, key.collection, key.id) as Tombstone | undefined,
    appliedOf: async (node) => Object.fromEntries((applied.all(node) as { epoch: string; last: number }[]).map(({ epoch, last }) => [epoch, last])),
    async resultOf({ node, epoch, n }: OperationId) {
      const row = result.get(node, epoch, n) as { hash: string; result: string } | undefined
      return row && { hash: row.hash, result: JSON.parse(row.result) as OperationResult }
    },
    async replyOf(tenant, key) {
      const row = reply.get(tenant, key) as { hash: string; reply: string } | undefined
      return row && { hash: row.hash, reply: JSON.parse(row.reply) as StoredReply }
    },
    saveReply: async (tenant, key, hash, at, value) => void save.run(tenant, key, hash, JSON.stringify(value), at),
    forgetReplies: async (before) => void forget.run(before),
  }
}
