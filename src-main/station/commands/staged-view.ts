/** Reads as if the writes of a batch that are decided, but not committed yet, were in the store. */
import type { Commit, Doc, Key, Query, Reader, Store, StoredRecord, Where } from '../store/store.ts'

/** What a decision may read. */
export type DecisionReader = Reader & Pick<Store, 'tombstone'>

/** Thrown by a read that only the store itself can answer: what is decided so far has to be committed first. */
export class NeedsCommit extends Error {}

interface Staged {
  /** undefined: deleted. */
  record: StoredRecord | undefined
  /** The record's document, parsed. */
  doc: Doc
  /** The store completes it when it is committed. */
  incomplete: boolean
}

export interface StagedView extends DecisionReader {
  /** Takes in what was decided. @returns the guards that the batch does not hold yet: each record is guarded where it is read first */
  stage(commit: Pick<Commit, 'puts' | 'deletes' | 'guards'>): Commit['guards']
}

export function stagedView(store: DecisionReader): StagedView {
  const staged = new Map<string, Staged>()
  const known = new Map<string, StoredRecord | undefined>()
  const guarded = new Set<string>()

  /** How many the store itself has: others cannot change that unseen while what guards the answer stands. */
  const counted = new Map<string, number>()

  /** What is staged and fits. */
  const stagedOf = ({ tenant, collection, where }: Omit<Query, 'limit'>): StoredRecord[] =>
    [...staged.values()].flatMap(({ record, doc, incomplete }) => {
      if (record?.tenant !== tenant || record.collection !== collection) return []
      if (incomplete) throw new NeedsCommit()
      return matches(doc, where) ? [record] : []
    })

  const beginsWith = ({ tenant, collection }: Omit<Query, 'limit'>) => `${tenant}/${collection}/`
  const touches = (query: Omit<Query, 'limit'>) => [...staged.keys()].some((name) => name.startsWith(beginsWith(query)))

  async function countStored(query: Omit<Query, 'limit' | 'after'>): Promise<number> {
    const name = JSON.stringify(query)
    const before = counted.get(name)
    if (before !== undefined) return before
    const count = await store.count(query)
    counted.set(name, count)
    return count
  }

  /** Of those that are staged, how many fit as the store has them. */
  async function replacedOf(query: Omit<Query, 'limit' | 'after'>): Promise<number> {
    let count = 0
    for (const name of staged.keys()) {
      if (!name.startsWith(beginsWith(query))) continue
      const id = name.slice(beginsWith(query).length)
      const record = known.has(name) ? known.get(name) : await store.get({ tenant: query.tenant, collection: query.collection, id })
      if (record && matches(JSON.parse(record.text) as Doc, query.where)) count++
    }
    return count
  }

  return {
    async get(key) {
      const name = nameOf(key)
      const mine = staged.get(name)
      if (mine?.incomplete) throw new NeedsCommit()
      if (mine) return mine.record
      if (!known.has(name)) known.set(name, await store.get(key))
      return known.get(name)
    },
    async query(query) {
      if (!touches(query)) return store.query(query)
      if (!query.where.every(isExact)) throw new NeedsCommit()
      const mine = stagedOf(query).filter((record) => query.after === undefined || record.id > query.after)
      const found = await store.query({ ...query, limit: query.limit + staged.size })
      const others = found.filter((record) => !staged.has(nameOf(record)))
      return [...others, ...mine].sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))).slice(0, query.limit)
    },
    async count(query) {
      if (!query.where.every(isExact)) {
        if (touches(query)) throw new NeedsCommit()
        return store.count(query)
      }
      const stored = await countStored(query)
      return touches(query) ? stored - (await replacedOf(query)) + stagedOf(query).length : stored
    },
    async tombstone(key) {
      if (staged.has(nameOf(key))) throw new NeedsCommit()
      return store.tombstone(key)
    },
    stage({ puts, deletes, guards }) {
      // What the batch wrote itself nobody else can change before it is committed.
      const missing = guards.filter(({ key }) => !staged.has(nameOf(key)) && !guarded.has(nameOf(key)))
      for (const { key } of missing) guarded.add(nameOf(key))
      for (const { key, doc, site, assignNumber } of puts) {
        staged.set(nameOf(key), { record: { ...key, text: JSON.stringify(doc), site, rev: 0, seq: 0 }, doc, incomplete: assignNumber === true })
      }
      for (const { key } of deletes) staged.set(nameOf(key), { record: undefined, doc: {}, incomplete: false })
      return missing
    },
  }
}

function nameOf({ tenant, collection, id }: Key): string {
  return `${tenant}/${collection}/${id}`
}

/** Conditions that mean the same here as in the store. */
type Exact = Extract<Where, { eq: unknown } | { in: unknown }>

function isExact(where: Where): where is Exact {
  return 'eq' in where || 'in' in where
}

function matches(doc: Doc, where: readonly Where[]): boolean {
  return where.filter(isExact).every((one) => {
    const value = comparable(doc[one.field])
    return 'eq' in one ? value === comparable(one.eq) : one.in.some((wanted) => value === wanted)
  })
}

/** The store keeps true and false as 1 and 0. */
function comparable(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value
}
