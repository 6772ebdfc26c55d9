/**
 * What a first read of everything puts off. Where many rows of a collection come at once, they go into its indexes and into
 * full-text search afterwards, which costs a third of adding them row by row. What was there before, the sittings of the day, is
 * found all the time. The rest can be read by id, listed and searched by text as it comes in, and is found by its fields when
 * everything is there; full-text search grows behind that, and what it does not hold yet is compared row by row.
 */
import { first_load_rows_min, search_fill_rows } from '../../../../src-shared/limits.ts'
import { isCollection, type Collection } from '../../../../src-shared/resource/collections.ts'
import { indexesOf, textFields, type Resources } from '../declared-fields.ts'
import type { Change } from '../store.ts'
import { setCeilings, type Db } from './database.ts'
import { indexOf } from './indexes.ts'
import { makeMeta } from './meta.ts'
import { makeSearchIndex } from './search-index.ts'

/** How far a collection is indexed, by row numbers, which grow. */
interface Held {
  /** Rows after this one are in none of the indexes on fields; null: the indexes have all. */
  after: number | null
  /** Rows after this one are not in full-text search. */
  searchable: number
}

/** Meta: what is put off, so that a file that was closed in between is completed when it is opened. */
export const FIRST_LOAD = 'first_load'

export type FirstLoad = ReturnType<typeof makeFirstLoad>

/** @param isBeside another process serves the file: it completes it, and what is written here is searchable at once */
export function makeFirstLoad(db: Db, resources: Resources, isBeside: boolean) {
  const meta = makeMeta(db)
  const index = makeSearchIndex((sql) => db.prepare(sql))
  let held = new Map(Object.entries(JSON.parse(meta.get(FIRST_LOAD) ?? '{}') as Record<string, Held>) as [Collection, Held][])
  let isRaised = false
  const lastRow = db.prepare('SELECT ifnull(max(pk), 0) FROM record').pluck()
  const unsearchable = db.prepare<[string, number], { pk: number; search: string | null }>(`SELECT pk, search FROM record WHERE collection = ? AND pk > ? ORDER BY pk LIMIT ${search_fill_rows}`)
  const indexSql = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck()

  /** Remembers it in the file; what is known here follows when that is committed. */
  function note(next: ReadonlyMap<Collection, Held>): void {
    if (next.size === 0) meta.delete(FIRST_LOAD)
    else meta.set(FIRST_LOAD, JSON.stringify(Object.fromEntries(next)))
  }

  const indexes = (collection: Collection) => indexesOf(collection, resources).map((fields) => indexOf(collection, fields))

  function remake(name: string, sql: string): void {
    db.exec(`DROP INDEX IF EXISTS "${name}"`)
    db.exec(sql)
  }

  const hold = db.transaction((collections: readonly Collection[]): Map<Collection, Held> => {
    const after = Number(lastRow.get())
    for (const collection of collections) for (const [name, sql] of indexes(collection)) remake(name, `${sql}${upTo(after)}`)
    const next = new Map([...held, ...collections.map((collection) => [collection, { after, searchable: held.get(collection)?.searchable ?? after }] as const)])
    note(next)
    return next
  }).immediate

  /** One more index. @returns how far the collection is now */
  function indexMore(collection: Collection, { after, searchable }: Held): Held {
    const partial = indexes(collection).find(([name]) => after !== null && String(indexSql.get(name)).endsWith(upTo(after)))
    if (!partial) return { after: null, searchable }
    remake(...partial)
    return { after, searchable }
  }

  /** Some more rows into full-text search. @returns how far the collection is now; undefined: nothing is left */
  function searchMore(collection: Collection, { after, searchable }: Held): Held | undefined {
    const rows = textFields(collection, resources).length === 0 ? [] : unsearchable.all(collection, searchable)
    const last = rows.at(-1)
    if (!last) return undefined
    for (const { pk, search } of rows) index.replace(pk, null, search)
    return { after, searchable: last.pk }
  }

  const advance = db.transaction((step: typeof searchMore, collection: Collection, state: Held): Map<Collection, Held> => {
    const after = step(collection, state)
    const next = new Map(held)
    if (after) next.set(collection, after)
    else next.delete(collection)
    note(next)
    return next
  }).immediate

  const unindexed = () => [...held].find(([, { after }]) => after !== null)

  return {
    /** Rows of a collection after this one are not found by its fields yet; undefined: all are. */
    heldAfter: (collection: Collection): number | undefined => held.get(collection)?.after ?? undefined,
    /** Full-text search has the rows of a collection up to this one; undefined: all. */
    searchableUpTo: (collection: Collection): number | undefined => held.get(collection)?.searchable,
    isSearchable: (collection: Collection, pk: number): boolean => isBeside || pk <= (held.get(collection)?.searchable ?? Number.POSITIVE_INFINITY),
    /** Whether an index waits. */
    isUnderWay: (): boolean => unindexed() !== undefined,
    /** Before a page of a first read is stored. */
    expect(changes: readonly Change[]): void {
      const counts = new Map<Collection, number>()
      for (const { collection } of changes) counts.set(collection, (counts.get(collection) ?? 0) + 1)
      const isNew = (collection: Collection) => isCollection(collection) && (held.get(collection)?.after ?? null) === null
      const many = [...counts].flatMap(([collection, count]) => (count >= first_load_rows_min && isNew(collection) ? [collection] : []))
      if (many.length === 0) return
      held = hold(many)
      isRaised = true
      setCeilings(db, true)
    },
    /** Makes one index that was put off; to be called while `isUnderWay`. */
    indexMore(): void {
      const next = unindexed()
      if (next) held = advance(indexMore, ...next)
    },
    /** What a first load wrote has been moved into the file: from now on the log is kept as short as ever. */
    moved(): void {
      if (!isRaised || unindexed()) return
      isRaised = false
      setCeilings(db, false)
    },
    /** Brings some more rows into full-text search, where their indexes are made. @returns false where nothing is left to do now */
    searchMore(): boolean {
      const next = [...held].find(([, { after }]) => after === null)
      if (next) held = advance(searchMore, ...next)
      return next !== undefined
    },
  }
}

/** The end of an index that leaves out later rows, and what a query says so that it may be used. */
export function upTo(row: number): string {
  return ` AND pk <= ${row}`
}
