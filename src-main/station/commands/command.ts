/** What a command is: the one way in which anything is written. */
import type { TSchema } from 'typebox'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { Clash, Refusal } from '../../../src-shared/problem.ts'
import type { Doc, Key, Query, StoredRecord } from '../store/store.ts'

export interface Actor {
  id: string
  name: string
  scope: 'read' | 'write' | 'admin'
}

/** Everything a decision may know besides the records: so that it is the same wherever it is made again. */
export interface CommandContext {
  tenant: string
  actor: Actor
  /** Business time, ISO 8601 UTC with milliseconds: when the write was made, where it was made. */
  at: string
  /** A new id; the same ones in the same order when headquarters decides again. */
  newId: () => string
  /** True at headquarters for a write that a station made. */
  pushed: boolean
}

/** A record as a decision sees it. */
export interface Loaded {
  key: Key
  doc: Doc
  site: string | null
}

/** Reads for `load`; every record read (also one found absent) is guarded until the commit. */
export interface GuardedReader {
  get(collection: Collection, id: string): Promise<Loaded | undefined>
  /** Not guarded: a command that relies on the answer touches a parent record or asks for `absent`. */
  query(query: Omit<Query, 'tenant'>): Promise<Loaded[]>
  count(query: Omit<Query, 'tenant' | 'limit' | 'after'>): Promise<number>
}

/** One record before and after; `before` absent creates it, `after` absent deletes it. */
export interface RecordChange {
  key: Key
  before?: Doc
  after?: Doc
  /** The site it belongs to afterwards; see site-of.ts. */
  site: string | null
}

export interface Effects {
  changes: RecordChange[]
  /** Records that serialise this command with others of its kind (a full event, a taken seat). */
  touches?: Key[]
  absent?: Omit<Query, 'limit' | 'after'>[]
  /** The reply's body, from the documents of `changes` as stored (deleted ones left out). */
  answer: (docs: Doc[]) => unknown
  /** 200 unless said otherwise. */
  status?: number
  /**
   * What a pushed write asked for and did not get although the rest of it stands (an admission whose seat someone else has).
   * Headquarters lists each as a conflict of that field, beside those of the merge filter.
   */
  clashes?: readonly Clash[]
  /** The second person of a write that two sign: the audit log names both. */
  signedBy?: { id: string; name: string } | undefined
  /** What headquarters is sent in place of this command and its input. */
  relay?: { command: string; input: unknown }
}

export type Decision = Refusal | Effects

export interface Command<I = unknown, L = unknown> {
  /** Imperative and kebab-case, the same in the audit log, the queue and the URL. */
  name: string
  input: TSchema
  /** Commands with the same lane wait for one another in this process, which saves them from deciding again and again; null never waits. */
  lane: (input: I) => string | null
  /** Scope that the actor needs; `write` unless said otherwise. */
  scope?: 'write' | 'admin'
  load: (reader: GuardedReader, input: I, context: CommandContext) => Promise<L>
  /** Pure. */
  decide: (loaded: L, input: I, context: CommandContext) => Decision
}

/** Declares a command with its types inferred. */
export function defineCommand<I, L>(command: Command<I, L>): Command<I, L> {
  return command
}

export function toLoaded(record: StoredRecord): Loaded {
  return { key: { tenant: record.tenant, collection: record.collection, id: record.id }, doc: JSON.parse(record.text) as Doc, site: record.site }
}
