/** The store's port. A second store (PostgreSQL) implements the same interface and runs the same tests. */
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { PendingEffect } from './effect.ts'
import type { FeedAsText } from './feed-as-text.ts'
import type { Kept } from './kept-writes.ts'
import type { Outbox } from './outbox.ts'

export type Doc = Record<string, unknown>

export interface Key {
  tenant: string
  collection: Collection
  id: string
}

/** One record as stored. `text` is the JSON as it was committed, byte for byte. */
export interface StoredRecord extends Key {
  text: string
  site: string | null
  /** Grows with every commit that writes or touches the record; 0 means absent. */
  rev: number
  /** Headquarters' change number; 0 where headquarters has not seen it yet. */
  seq: number
}

export type Where =
  | { field: string; eq: string | number | boolean }
  | { field: string; in: readonly (string | number)[] }
  /** Inclusive; an absent end is open. Instants are compared as time, not as text. */
  | { field: string; from?: string | number; to?: string | number; as: 'number' | 'instant' }
  | { field: string; present: boolean }
  /** Matches anywhere, ignoring case and diacritics. */
  | { field: string; contains: string }

export interface Query {
  tenant: string
  collection: Collection
  where: readonly Where[]
  /** Ids greater than this one. */
  after?: string
  limit: number
}

export interface Tombstone extends Key {
  seq: number
  site: string | null
  kind: 'deleted' | 'moved'
  by: string | null
  at: string
}

/** One line of the change feed: a document as it is now, or that it is gone from the asker's scope. */
export interface Change {
  seq: number
  collection: Collection
  id: string
  site: string | null
  /** The stored JSON, or null where the record was deleted or left the scope. */
  doc: string | null
}

export interface ChangePage {
  /** Which life of headquarters' database this is; a restore begins a new one. */
  epoch: string
  changes: Change[]
  /** Everything up to here is in this page or before it. */
  upTo: number
  /** The last change there is. */
  last: number
  /** The run of headquarters that this was read in. */
  run?: string
  /** From a hub that is itself between two pages: a record that has changed since may be missing. */
  partial?: true
}

export interface Reader {
  get(key: Key): Promise<StoredRecord | undefined>
  /** The matching records in id order. */
  query(query: Query): Promise<StoredRecord[]>
  count(query: Omit<Query, 'limit' | 'after'>): Promise<number>
}

/** Identity of a write: n counts 1, 2, 3 without gaps for one (node, epoch). */
export interface OperationId {
  node: string
  epoch: string
  n: number
}

/** A write on its way to headquarters. */
export interface Operation extends OperationId {
  tenant: string
  command: string
  input: unknown
  actor: { id: string; name: string; scope: 'write' | 'admin' }
  /** When the write was made, by the writing machine's clock. */
  at: string
  /** Ids that the command made up, in the order in which it asked for them. */
  ids: string[]
  /** For each record ("collection/id") and changed field the value that the writer saw. */
  saw: Record<string, Record<string, unknown>>
  /** What the writer's own commit did: for the conflict card. */
  wrote: Record<string, Record<string, unknown>>
}

export interface OperationResult {
  state: 'applied' | 'conflict' | 'rejected'
  /** Headquarters' last change number when this was decided: the station keeps the write until it has pulled so far. */
  seq: number
  conflicts: ConflictEntry[]
  status?: number
  message?: string
}

export interface ConflictEntry {
  collection: string
  record_id: string
  field: string | null
  mine: unknown
  theirs: unknown
  theirs_by: string | null
  theirs_at: string | null
}

export interface Put {
  key: Key
  /** The document; the store completes `number` where asked and serialises it. */
  doc: Doc
  site: string | null
  assignNumber?: boolean
}

export interface AuditEntry {
  tenant: string
  actor: string
  at: string
  action: string
  record: string | null
}

/** One atomic write. All of it is on disk when `commit` resolves, or none of it. */
export interface Commit {
  guards: readonly { key: Key; rev: number }[]
  puts: readonly Put[]
  deletes: readonly { key: Key; by: string; at: string }[]
  /** Queries that must still find nothing (no record refers to the one that is deleted). */
  absent?: readonly Omit<Query, 'limit' | 'after'>[]
  /** Records whose rev grows although they do not change: they serialise commands that relied on a query. */
  touches: readonly Key[]
  audit: AuditEntry
  /** At a station with an upstream: the write for headquarters. The store gives it its number. */
  outbox?: { operation: Omit<Operation, keyof OperationId>; effects: readonly PendingEffect[] }
  /** At headquarters: the stored answer for a pushed operation; n must follow the last one. */
  applied?: { operation: OperationId; hash: string; result: Omit<OperationResult, 'seq'> }
  idempotency?: { tenant: string; key: string; hash: string; at: string; reply: (docs: Doc[]) => StoredReply }
}

export interface StoredReply { status: number; body: unknown }

export type CommitOutcome =
  | { done: true; docs: Doc[]; seq: number; n?: number }
  /** `answered`: another process was quicker with the same Idempotency-Key; its reply is stored. */
  | { done: false; reason: 'guard' | 'replayed' | 'answered' }

export interface ImportLine {
  key: Key
  doc: Doc
  site: string | null
  /** The document has no number: it gets the one that the stored record has, else the next. */
  assignNumber?: boolean
}

export interface ApiKeyRow {
  id: string
  tenant: string
  scope: 'read' | 'write' | 'admin'
  site: string | null
  /** Refused, whatever the clock says. */
  revoked: boolean
  /** Refused from then on, ISO 8601: another key has taken its place. */
  expires_at: string | null
  /** Made in this database. Keys of headquarters are also known at its stations; keys of a station stay there. */
  own: boolean
}

/** What changed in one commit, for live views and for waking the sync loop. */
export interface CommitNotice {
  seq: number
  tenants: string[]
  keys: Key[]
  /** True where the commit queued a write for headquarters. */
  queued: boolean
}

export interface OpenConflict extends ConflictEntry {
  id: string
  kind: 'conflict' | 'rejected'
  operation: Operation
  status: number | null
  message: string | null
}

export interface SyncState {
  node: string
  epoch: string
  pending: number
  oldestPendingAt: string | null
  conflicts: number
  cursor: number
  serverEpoch: string | null
  /** A full read from 0 is under way. */
  resyncing: boolean
  /** Everything was read at least once in this life of headquarters. */
  complete: boolean
}

/** A write of this laptop and how far it has come. */
export interface KeptWrite {
  operation: Operation
  /** `answered`: headquarters has it, its documents are on the way back. `final`: they are here. */
  state: string
  result: OperationResult | null
}

/** What headquarters needs: the whole of what PostgreSQL implements. */
export interface CentralStore extends Reader, FeedAsText {
  /** The name of this database; the same as long as it lives, also after a restore. */
  readonly node: string
  /** Seals what this database hands out and takes back; the same as long as it lives. */
  readonly secret: string
  /** Atomic and durable; refuses without a trace where a guard does not hold. @throws StoreError full */
  commit(commit: Commit): Promise<CommitOutcome>
  /**
   * Several commits in one transaction, in order, each as `commit` makes it, up to the first that is refused or fails.
   * Those before it stand. @returns the outcomes, the refused one last; fewer than commits where one failed
   * @throws what the first one fails with, or StoreError full
   */
  commitAll(commits: readonly Commit[]): Promise<CommitOutcome[]>
  /** The feed from `since`, for one site (null: all sites) of a tenant. */
  changes(tenant: string, site: string | null, since: number, limit: number): Promise<ChangePage>
  lastSeq(): Promise<number>
  /** Absent where nobody can put an older file back. */
  readonly runs?: {
    /** Notes that headquarters starts. @returns the name of this run */
    begin(): string
    /** Whether a change number that was read in a run is part of what this file has seen. */
    holds(run: string, seq: number): boolean
  }
  /** Every tenant that has records. */
  tenants(): Promise<string[]>
  tombstone(key: Key): Promise<Tombstone | undefined>
  /** Last n applied for each epoch of a node. */
  appliedOf(node: string): Promise<Record<string, number>>
  /** Up to where each restore since a life of this database kept a node's writes, by epoch; those after were decided anew, or are yet to come. */
  keptSince(epoch: string, node: string): Promise<Kept>
  resultOf(operation: OperationId): Promise<{ hash: string; result: OperationResult } | undefined>
  replyOf(tenant: string, key: string): Promise<{ hash: string; reply: StoredReply } | undefined>
  saveReply(tenant: string, key: string, hash: string, at: string, reply: StoredReply): Promise<void>
  forgetReplies(before: string): Promise<void>
  /** All or nothing; keeps the documents as they are. @returns how many */
  importLines(lines: Iterable<ImportLine>, at: string): Promise<number>
  /** Records whose text contains every word, anywhere; at most `limit`, in id order. */
  search(query: Query, text: string): Promise<StoredRecord[]>
  /** The stored documents of a query as one JSON array text, without parsing them. */
  queryText(query: Query): Promise<{ text: string; count: number; lastId: string | null }>
  keys: {
    add(row: Pick<ApiKeyRow, 'tenant' | 'scope' | 'site'>, hash: string, at: string): Promise<string>
    byHash(hash: string): Promise<ApiKeyRow | undefined>
    list(tenant: string): Promise<ApiKeyRow[]>
    /** An own key by its id. */
    get(id: string): Promise<ApiKeyRow | undefined>
    /** Refuses an own key, at once or from `until` on. @returns false where there is none, or it is refused already */
    revoke(id: string, at: string, until?: string): Promise<boolean>
  }
  onCommit(listener: (notice: CommitNotice) => void): () => void
  verify(): Promise<VerifyReport>
  /** What was deleted is gone from the files too, as far as the database can see to it. */
  scrub(): Promise<void>
  close(): Promise<void>
}

/** A file of its own, with a station's half of sync. */
export interface Store extends CentralStore {
  meta: { get(key: string): string | undefined; set(key: string, value: string): void; delete(key: string): void }
  outbox: Outbox
  /** This file was restored: stations that read from here send again what it lacks. */
  beginLife(epoch?: string): void
  backup(file: string): Promise<void>
}

export interface VerifyReport {
  ok: boolean
  records: number
  audit_rows: number
  pending: number
  /** One plain sentence for each thing that is wrong. */
  problems: string[]
}
