/** The station's half of the store's port: writes on their way, own ones and those that a hub brings up, and what is not final yet. */
import type { PendingEffect } from './effect.ts'
import type { Change, ChangePage, Key, KeptWrite, OpenConflict, Operation, OperationId, OperationResult, SyncState } from './store.ts'

/** A write together with what it does to the view: as it goes to a hub, and as a rescue file carries it. */
export interface RelayEntry {
  operation: Operation
  effects: readonly PendingEffect[]
  /** The most that the key of whoever brought it may do; absent: what the carrier's own key may do. */
  bound?: 'write' | 'admin'
  /** Up to which number of its epoch the laptop that wrote it had headquarters' answers; absent: as `settled` says. */
  answeredBefore?: number
}

export interface RelayOptions {
  /** For each epoch the number up to which headquarters has answered, as the bringer says. Absent: what comes first of an epoch starts it where nothing of it is held. */
  settled?: Readonly<Record<string, number>>
  /** Conflicts of these writes become cards here, because nobody else will list them (a rescue file). */
  cards?: boolean
}

/** What was taken, in order, up to the first that could not be. */
export interface RelayOutcome {
  /** `result` where headquarters has answered. */
  taken: { operation: OperationId; result?: OperationResult }[]
  /** The next one does not follow on what is held of its epoch. */
  gap?: { epoch: string; n: number; last: number }
  /** The next one has the number of another write that headquarters has decided: a folder was copied. */
  forked?: { epoch: string; n: number }
  /** The next one has the number of another write, and headquarters alone can say which of them it has. */
  contested?: { epoch: string; n: number }
}

/** Who a hub is. */
export interface HubIdentity {
  node: string
  /** Its queue and counter: another one means that what it held may be gone. */
  life: string
  /** Its documents: another one means that they were read anew. */
  base: string
}

/** One write that is not final yet, as a hub tells its stations. */
export interface ProvisionalEntry extends OperationId {
  /** The hub's counter when it last changed. */
  k: number
  /** Its place in the hub's order. */
  ord: number
  at: string
  /** Empty where it no longer lies over the documents. */
  effects: PendingEffect[]
  /** Headquarters' change number of its answer; absent while there is none. */
  seq?: number
  /** For the station that wrote: which of two writes with this number it is. */
  hash?: string
  /** The whole answer, for the station that wrote. */
  result?: OperationResult
}

export interface ProvisionalPage {
  life: string
  /** Entries that changed after this; 0: everything that is not final, and what was known before is forgotten. */
  from: number
  upTo: number
  last: number
  entries: ProvisionalEntry[]
}

/** The station's half of sync; every method is one transaction. Only a SQLite file has it. */
export interface Outbox {
  state(): SyncState
  /** Up to which of headquarters' change numbers this station has read. */
  cursor(): number
  /** Whether every record is there as it was when the cursor was the last change: not between two pages of a long feed. */
  isWhole(): boolean
  /** Queued operations without an answer, in order. */
  queued(limit: number): Operation[]
  /** Everything that headquarters has not confirmed, oldest first, for people to read. */
  waiting(limit: number): Operation[]
  /** The newest writes that are kept, confirmed ones too, newest first. */
  history(limit: number): KeptWrite[]
  /** How many of the writes without an answer the site's hub has durably. */
  withHub(): number
  /** Which of these records a write of this laptop waits on, "collection/id" to the time of the oldest. */
  waitingOn(keys: readonly Key[]): Map<string, string>
  /** Stores headquarters' answers; conflicts and rejects become open cards. Repeats change nothing. */
  settle(results: readonly { operation: OperationId; result: OperationResult }[]): Key[]
  /** Moves base, view and cursor together and drops the operations that are now part of the base. */
  pull(tenant: string, page: ChangePage): Key[]
  /** Whether indexes were put off because many records come at once. */
  isFirstLoad(): boolean
  /** Makes the indexes that a long first read put off, a piece at a time; before its last page is stored. */
  completeFirstLoad(): Promise<void>
  /** Lays priority documents into base and view without moving the cursor. */
  preload(tenant: string, changes: readonly Change[]): Key[]
  /** A new life of headquarters: operations after `applied` (epoch to n) are queued again and the cursor goes back to 0. */
  beginEpoch(tenant: string, serverEpoch: string, applied: Record<string, number>): void
  /** Ends a full read from 0: what headquarters did not send is gone from the view. */
  endResync(tenant: string): Key[]
  /** Gives queued writes of an epoch (the present one unless given) from n on a new epoch: after a restore (from none) or where a copy of this folder used the same numbers. The name follows from the first of them. */
  renewEpoch(fromN?: number, ofEpoch?: string): void
  /** Forgets confirmed writes made before an instant. */
  prune(before: string): void
  /** Takes the bytes of photos and signatures that are no longer there out of the writes that brought them. @returns how many */
  forgetErased(): number
  conflicts(): OpenConflict[]
  closeConflict(id: string, choice: string, by: string, at: string): void
  /** Lists cards that waited on another laptop (a rescue file); those known here, open or decided, stay as they are. */
  adoptCards(cards: readonly OpenConflict[]): void
  /**
   * Takes writes of other stations into the queue, unchanged, with their effects over the view. Each once, by its identity;
   * a repeat answers as the first time. The queue pushes them in order; their result is kept for `provisionals`.
   */
  relay(entries: readonly RelayEntry[], options?: RelayOptions): RelayOutcome
  /**
   * The next writes for an upstream, in order, with their effects.
   * @param hub the hub's life: what it holds already is left out; null for headquarters
   * @param without nodes whose next write has to wait
   */
  unsent(limit: number, hub: string | null, without?: readonly string[]): RelayEntry[]
  /** For each of these epochs the number up to which headquarters has answered. */
  settledOf(epochs: readonly string[]): Record<string, number>
  /** A hub has these durably; they stay pending until headquarters has answered. */
  markRelayed(operations: readonly OperationId[], hub: string): void
  /** What this hub was sent goes again. */
  unmarkRelayed(hub: string): void
  /** Nodes whose writes are in the queue or the journal, this one first. */
  nodes(): string[]
  /** For each epoch of these nodes the number up to which this queue knows headquarters' answer. */
  answeredOf(nodes: readonly string[]): Record<string, number>
  /** From now on a counter tells stations what changes in the queue. @param newLife true at each start: it may be with another file */
  hubIdentity(newLife: boolean): HubIdentity
  /** Whether this very process is the hub that names this life; a copy of a hub's folder is not. */
  isOwnLife(life: string): boolean
  /** Where a hub's counter is; 0 at any other station. */
  hubCounter(): number
  /** Entries after `since`, of the queue and of what another hub said; results for the nodes that ask. */
  provisionals(tenant: string, since: number, life: string | undefined, limit: number, nodes: readonly string[]): ProvisionalPage
  /** Lays what others wrote under the own writes; the page's `life` and `upTo` are remembered. */
  layProvisionals(tenant: string, page: ProvisionalPage): Key[]
  /** Where this station stands in a hub's counter; undefined: it knows none. */
  provisionalCursor(): { life: string; since: number } | undefined
  /** Another hub, or headquarters itself: what one hub said no longer counts. */
  forgetProvisionals(): Key[]
  /** Headquarters' document where a write waits on the record; undefined: what the record shows is headquarters'. */
  baseOf(key: Key): { seq: number; site: string | null; doc: string | null } | undefined
  /** Headquarters' documents, never the view, with its change numbers; `upTo` and `last` are this station's cursor. */
  baseChanges(tenant: string, since: number, limit: number): ChangePage
}
