/**
 * What a row of commits does, worked out in memory while nobody else can write: guards, change numbers, counters, audit chain.
 * Pure: `facts` is what the database says, `writes` what it has to say afterwards.
 */
import { chainHash, sha256 } from '../audit-chain.ts'
import type { AuditEntry, Commit, CommitOutcome, Doc, ImportLine, Key, OperationResult, Put } from '../store.ts'
import { storable } from './columns.ts'
import { Layer } from './layer.ts'
import type { Facts, Head, KnownRecord, Writes } from './writes.ts'

const ABSENT: KnownRecord = { rev: 0, site: null, number: undefined }

/** Takes commits one after the other; one that throws leaves no trace. */
export class Stage {
  #layer: Layer

  constructor(head: Head, facts: Facts) {
    this.#layer = new Layer({ head, facts })
  }

  get head(): Head {
    return this.#layer.head
  }

  /** Why a commit cannot stand, apart from its `absent` queries. */
  refusal({ guards, applied, idempotency }: Commit): Exclude<CommitOutcome, { done: true }> | undefined {
    const layer = this.#layer
    if (applied && applied.operation.n !== (layer.node(applied.operation) ?? 0) + 1) return { done: false, reason: 'replayed' }
    if (idempotency && layer.isAnswered(idempotency)) return { done: false, reason: 'answered' }
    const holds = guards.every(({ key, rev }) => (layer.record(key) ?? ABSENT).rev === rev)
    return holds ? undefined : { done: false, reason: 'guard' }
  }

  /** Adds a commit that nothing refuses. */
  add(commit: Commit): Extract<CommitOutcome, { done: true }> {
    const layer = this.#layer.above()
    const docs = commit.puts.map((put) => putRecord(layer, put, commit.audit))
    for (const removal of commit.deletes) deleteRecord(layer, removal, commit.audit)
    for (const key of commit.touches) touchRecord(layer, key)
    if (commit.puts.length + commit.deletes.length === 0) audit(layer, commit.audit, null)
    if (commit.applied) {
      const { operation: { node, epoch, n }, hash, result } = commit.applied
      const whole: OperationResult = { ...result, seq: layer.head.seq }
      layer.setNode({ node, epoch, last: n })
      layer.results.push({ node, epoch, n, hash, result: JSON.stringify(whole) })
    }
    if (commit.idempotency) {
      const { tenant, key, hash, at, reply } = commit.idempotency
      layer.addReply({ tenant, key, hash, reply: JSON.stringify(reply(docs)), at })
    }
    layer.settle()
    return { done: true, docs, seq: this.#layer.head.seq }
  }

  /** Adds a line of an import. */
  addLine({ key, doc: given, site, assignNumber }: ImportLine, at: string): void {
    const layer = this.#layer.above()
    const known = layer.record(key)
    const doc = assignNumber ? { ...given, number: typeof known?.number === 'number' ? known.number : layer.nextNumber(key) } : given
    if (typeof doc.number === 'number' && Number.isInteger(doc.number)) layer.raiseCounter(key, doc.number)
    putRecord(layer, { key, doc, site }, { tenant: key.tenant, at, actor: 'import', action: 'import', record: null })
    layer.settle()
  }

  /** An entry of the audit log that changes nothing else. */
  note(entry: AuditEntry): void {
    audit(this.#layer, entry, null)
  }

  writes(): Writes {
    return this.#layer.writes()
  }
}

function putRecord(layer: Layer, put: Put, entry: AuditEntry): Doc {
  const { key, site } = put
  const doc = put.assignNumber ? { ...put.doc, number: layer.nextNumber(key) } : put.doc
  const text = JSON.stringify(doc)
  const before = layer.record(key)
  // Whoever saw it before and does not any more has to be told; a record of no site was seen by all.
  if (before && site !== null && before.site !== site) {
    layer.tombstones.push({ ...key, seq: layer.nextSeq(), site: before.site, kind: 'moved', by: entry.actor, at: entry.at })
  }
  const auditN = audit(layer, { ...entry, record: shownName(key) }, sha256(text))
  layer.put({ key, site, rev: (before?.rev ?? 0) + 1, seq: layer.nextSeq(), auditN, doc, text })
  return doc
}

function deleteRecord(layer: Layer, { key, by, at }: Commit['deletes'][number], entry: AuditEntry): void {
  const before = layer.record(key)
  if (!before) return
  layer.tombstones.push({ ...key, seq: layer.nextSeq(), site: before.site, kind: 'deleted', by, at })
  audit(layer, { ...entry, record: shownName(key) }, null)
  layer.remove(key)
}

function touchRecord(layer: Layer, key: Key): void {
  const before = layer.record(key)
  if (before) layer.touch(key, { ...before, rev: before.rev + 1 })
}

/** @returns the row's number */
function audit(layer: Layer, entry: AuditEntry, docHash: string | null): number {
  const { auditN, auditHash } = layer.head
  const row = { ...entry, actor: storable(entry.actor), n: auditN + 1, doc_hash: docHash }
  const hash = chainHash(auditHash, row)
  layer.audits.push({ ...row, hash })
  layer.head = { ...layer.head, auditN: row.n, auditHash: hash }
  return row.n
}

function shownName({ collection, id }: Key): string {
  return `${collection}/${id}`
}
