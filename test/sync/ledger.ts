/** What headquarters did, as the world saw it happen: the truth that every invariant is held against. */
import type { Commit, CommitOutcome, Doc, Key, Operation, OperationId, OperationResult, Store } from '../../src-main/station/store/store.ts'
import { operationHash } from '../../src-main/station/commands/operation-hash.ts'
import { hold } from './invariant.ts'

/** One state of a record at headquarters. */
export interface Version {
  seq: number
  doc: Doc | null
  /** Where it belongs, or belonged when it was deleted. */
  site: string | null
  /** The pushed write that made it; none where headquarters itself did. */
  by?: Operation
}

/** A pushed write that headquarters decided. */
export interface Applied {
  operation: Operation
  result: OperationResult
}

/** The past of headquarters' database; a restore goes back to an earlier one. */
export interface Past {
  /** Every state of every record, "collection/id". */
  history: Map<string, Version[]>
  applied: Applied[]
  /** Last number of each "node/epoch". */
  last: Map<string, number>
  auditRows: number
}

/** A write as its station made it. */
export type Queued = NonNullable<Commit['outbox']>['operation']

export interface Ledger {
  readonly past: Past
  /** Everything that was ever pushed, by content: which operation it is. */
  pushed(operation: Operation): void
  /** What a station queued. */
  queued(write: Queued): void
  /** Writes of every station. */
  made(): Iterable<Queued>
  committed(commit: Commit, outcome: CommitOutcome & { done: true }): void
  /** Commits that a crash cut short: those that are in the file happened. */
  reconcile(cutShort: readonly Commit[], store: Store): Promise<void>
  mark(): Past
  goBack(to: Past): void
}

/** Whose writes at headquarters are nobody's operations. */
export const HQ_PERSON = 'u-hq'

export const operationName = ({ node, epoch, n }: { node: string; epoch: string; n: number }) => `${node}/${epoch}/${n}`
export const recordOf = ({ collection, id }: Pick<Key, 'collection' | 'id'>) => `${collection}/${id}`

/** What a write says, whatever number it travels under. */
export const contentOf = ({ node: _node, epoch: _epoch, n: _n, ...content }: Queued & Partial<OperationId>) => JSON.stringify(content)

/** Also tells apart two writes that used the same number, in a folder and in its earlier copy. */
export const namedContent = (operation: Operation) => `${operationName(operation)} ${contentOf(operation)}`

export function makeLedger(): Ledger {
  let past: Past = { history: new Map(), applied: [], last: new Map(), auditRows: 0 }
  const known = new Map<string, Operation>()
  const made = new Map<string, Queued>()

  const rowsOf = (commit: Commit) => {
    const rows = commit.puts.length + commit.deletes.filter(({ key }) => past.history.get(recordOf(key))?.at(-1)?.doc).length
    return commit.puts.length + commit.deletes.length === 0 ? 1 : rows
  }

  function remember(key: Key, version: Version): void {
    const name = recordOf(key)
    past.history.set(name, [...(past.history.get(name) ?? []), version])
  }

  /** The write behind an answer; it must have been sent. */
  function sentAs({ operation: id, hash }: NonNullable<Commit['applied']>): Operation | undefined {
    const operation = known.get(`${operationName(id)} ${hash}`)
    hold('I2 exactly once', operation !== undefined, () => `headquarters applied ${operationName(id)}, which nobody sent`)
    return operation
  }

  function apply(commit: Commit, docs: readonly Doc[], seq: number): void {
    hold('I4 admit is publish', commit.applied !== undefined || commit.audit.actor === HQ_PERSON, () => `headquarters changed ${commit.puts.map(({ key }) => recordOf(key)).join(', ')} apart from the answer`)
    past.auditRows += rowsOf(commit)
    const operation = commit.applied && sentAs(commit.applied)
    const by = operation ? { by: operation } : {}
    commit.puts.forEach(({ key, site }, i) => remember(key, { seq, doc: docs[i] ?? null, site, ...by }))
    for (const { key } of commit.deletes) {
      const last = past.history.get(recordOf(key))?.at(-1)
      if (last?.doc) remember(key, { seq, doc: null, site: last.site, ...by })
    }
    if (!commit.applied || !operation) return
    const { operation: id, result } = commit.applied
    const line = `${id.node}/${id.epoch}`
    const last = past.last.get(line) ?? 0
    hold('I3 in order', id.n === last + 1, () => `headquarters applied ${operationName(id)} after ${last}`)
    const content = contentOf(operation)
    const twice = past.applied.find((other) => contentOf(other.operation) === content)
    hold('I2 exactly once', twice === undefined, () => `${operationName(id)} was applied as ${twice && operationName(twice.operation)} before`)
    past.last.set(line, id.n)
    past.applied.push({ operation, result: { ...result, seq } })
  }

  return {
    get past() {
      return past
    },
    pushed: (operation) => void known.set(`${operationName(operation)} ${operationHash(operation)}`, operation),
    queued: (write) => void made.set(contentOf(write), write),
    made: () => made.values(),
    committed: (commit, { docs, seq }) => apply(commit, docs, seq),
    async reconcile(cutShort, store) {
      for (const commit of cutShort) {
        const happened = commit.applied ? (await store.resultOf(commit.applied.operation)) !== undefined : await changedBy(commit, store)
        if (!happened) continue
        const found = await Promise.all(commit.puts.map(({ key }) => store.get(key)))
        apply(commit, found.map((record) => JSON.parse(record?.text ?? 'null') as Doc), found.at(-1)?.seq ?? (await store.lastSeq()))
      }
    },
    mark: () => ({ history: new Map([...past.history].map(([name, versions]) => [name, [...versions]])), applied: [...past.applied], last: new Map(past.last), auditRows: past.auditRows }),
    goBack(to) {
      past = { history: new Map(to.history), applied: [...to.applied], last: new Map(to.last), auditRows: to.auditRows }
    },
  }

  async function changedBy({ puts, deletes }: Commit, store: Store): Promise<boolean> {
    for (const { key } of [...puts, ...deletes]) {
      const now = (await store.get(key))?.text ?? null
      const before = past.history.get(recordOf(key))?.at(-1)?.doc ?? null
      if (now !== (before && JSON.stringify(before))) return true
    }
    return false
  }
}
