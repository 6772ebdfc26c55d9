/** The one commit door: effects, queue row, change number, stored answer and audit row in one transaction. */
import { sha256 } from '../audit-chain.ts'
import type { Commit, CommitNotice, CommitOutcome, Doc, Key, OperationResult, Put } from '../store.ts'
import { makeAudit } from './audit.ts'
import type { Db } from './database.ts'
import type { OutboxTables } from './outbox-tables.ts'
import type { Records } from './records.ts'
import type { makeSequence } from './sequence.ts'

interface Parts {
  db: Db
  records: Records
  sequence: ReturnType<typeof makeSequence>
  outbox: OutboxTables
}

/** What a commit did, for the caller and for listeners. */
export interface Committed {
  outcome: CommitOutcome
  notice: CommitNotice | null
}

/** Makes the function that runs one commit inside an open transaction. */
export function makeCommit({ db, records, sequence, outbox }: Parts) {
  const audit = makeAudit(db)
  const nextNumber = db.prepare(`INSERT INTO counter (tenant, collection, last) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last`)
  const tombstone = db.prepare(`INSERT INTO tombstone (seq, tenant, collection, id, site, kind, by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const lastApplied = db.prepare(`SELECT last FROM node WHERE node = ? AND epoch = ?`)
  const advance = db.prepare(`INSERT INTO node (node, epoch, last) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET last = excluded.last`)
  const saveResult = db.prepare(`INSERT INTO operation_result (node, epoch, n, hash, result) VALUES (?, ?, ?, ?, ?)`)
  const saveReply = db.prepare(`INSERT INTO idempotency (tenant, key, hash, reply, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`)

  const guardsHold = (commit: Commit) =>
    commit.guards.every(({ key, rev }) => (records.find(key)?.rev ?? 0) === rev) &&
    (commit.absent ?? []).every((query) => records.query({ ...query, limit: 1 }).length === 0)

  const follows = ({ applied }: Commit) => {
    if (!applied) return true
    const { node, epoch, n } = applied.operation
    return n === ((lastApplied.get(node, epoch) as { last: number } | undefined)?.last ?? 0) + 1
  }

  const completed = (put: Put): Doc => {
    if (!put.assignNumber) return put.doc
    const { last } = nextNumber.get(put.key.tenant, put.key.collection) as { last: number }
    return { ...put.doc, number: last }
  }

  function writePut(put: Put, commit: Commit): Doc {
    const doc = completed(put)
    const text = JSON.stringify(doc)
    const replica = commit.outbox !== undefined
    const before = records.find(put.key)
    // Whoever saw it before and does not any more has to be told; a record of no site was seen by all.
    if (!replica && before && put.site !== null && before.site !== put.site) {
      tombstone.run(sequence.next(), put.key.tenant, put.key.collection, put.key.id, before.site, 'moved', commit.audit.actor, commit.audit.at)
    }
    const n = audit.append({ ...commit.audit, record: recordName(put.key) }, sha256(text))
    records.put(put.key, text, doc, put.site, replica ? null : sequence.next(), n)
    return doc
  }

  function writeDelete({ key, by, at }: Commit['deletes'][number], commit: Commit): void {
    const before = records.find(key)
    if (!before) return
    if (!commit.outbox) tombstone.run(sequence.next(), key.tenant, key.collection, key.id, before.site, 'deleted', by, at)
    audit.append({ ...commit.audit, record: recordName(key) }, null)
    records.remove(key)
  }

  function storeApplied({ applied }: Commit): void {
    if (!applied) return
    const { node, epoch, n } = applied.operation
    advance.run(node, epoch, n)
    const result: OperationResult = { ...applied.result, seq: sequence.last() }
    saveResult.run(node, epoch, n, applied.hash, JSON.stringify(result))
  }

  return function runCommit(commit: Commit): Committed {
    if (!follows(commit)) return { outcome: { done: false, reason: 'replayed' }, notice: null }
    if (!guardsHold(commit)) return { outcome: { done: false, reason: 'guard' }, notice: null }
    const n = commit.outbox && outbox.append(commit.outbox.operation, commit.outbox.effects)
    const docs = commit.puts.map((put) => writePut(put, commit))
    for (const removal of commit.deletes) writeDelete(removal, commit)
    for (const key of commit.touches) records.touch(key)
    if (commit.puts.length + commit.deletes.length === 0) audit.append(commit.audit, null)
    storeApplied(commit)
    if (commit.idempotency) {
      const { tenant, key, hash, at, reply } = commit.idempotency
      saveReply.run(tenant, key, hash, JSON.stringify(reply(docs)), at)
    }
    const seq = sequence.last()
    const keys = [...commit.puts.map((put) => put.key), ...commit.deletes.map((removal) => removal.key)]
    return { outcome: { done: true, docs, seq, ...(n === undefined ? {} : { n }) }, notice: { seq, keys, tenants: [commit.audit.tenant], queued: n !== undefined } }
  }
}

function recordName(key: Key): string {
  return `${key.collection}/${key.id}`
}
