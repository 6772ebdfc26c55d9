/** Chooses how a query is answered: by an index, by the few records that full-text search names, or in the order of ids. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { foldText } from '../fold-text.ts'
import type { Query } from '../store.ts'
import type { Statement } from './database.ts'
import { compositeIndexes, indexedFields, type Resources } from './indexes.ts'
import { matchSql, narrowingSql, whereSql } from './where.ts'

/** With more than this many candidates it is quicker to walk the ids until a page is full. */
const candidates_max = 2_000
const walk_rows_max = 4_000

type Restriction = Omit<Query, 'limit'>
type Prepare = (sql: string) => Statement

export interface Select {
  sql: string
  values: unknown[]
}

export function makeSelect(prepare: Prepare, resources: Resources) {
  const indexed = remembered((collection) => new Set(indexedFields(collection, resources)))
  const composite = remembered((collection) => compositeIndexes(collection, resources))

  /** The row numbers of all records that can contain these texts; undefined where they are many or the indexes cannot say. */
  function candidates(texts: readonly string[]): number[] | undefined {
    const found = narrowingSql(texts)
    if (!found) return undefined
    const rows = prepare(`${found.sql} LIMIT ${candidates_max + 1}`).all(...found.values)
    return rows.length > candidates_max ? undefined : rows.map(({ rowid }) => Number(rowid))
  }

  /** SQLite prefers an index that gives the order of ids, even where it reads far more rows; so others are named. */
  function hint({ collection, where }: Restriction): string {
    const exact = new Set(where.flatMap((one) => ('eq' in one || 'in' in one ? [one.field] : [])))
    const index = composite(collection).find(({ fields }) => fields.every((field) => exact.has(field)))
    return index ? `INDEXED BY "${index.name}"` : ''
  }

  /** FROM and WHERE of a restriction; `texts` narrow it besides its own conditions. */
  function from(restriction: Restriction, texts: readonly string[] = []): Select {
    const { tenant, collection, where, after } = restriction
    const few = candidates([...texts, ...where.flatMap((one) => ('contains' in one ? [foldText(one.contains)] : []))])
    const conditions = whereSql(where, indexed(collection), few === undefined)
    return {
      sql: `FROM record ${few ? 'NOT INDEXED' : hint(restriction)} WHERE tenant = ? AND collection = '${collection}'${after === undefined ? '' : ' AND id > ?'}${few ? ' AND pk IN (SELECT value FROM json_each(?))' : ''}${conditions.sql}`,
      values: [tenant, ...(after === undefined ? [] : [after]), ...(few ? [JSON.stringify(few)] : []), ...conditions.values],
    }
  }

  return {
    from,
    /** The fields of a collection that have an index. */
    indexed,
    /** The records whose search text has every word, in id order. */
    search(query: Query, words: readonly string[], columns: string): Record<string, unknown>[] {
      const having = words.map(() => 'instr(search, ?) > 0').join(' AND ') || '1'
      const few = candidates(words) !== undefined
      if (!few) {
        // Many match: the first thousands of ids usually fill the page.
        const { sql, values } = from(query)
        const early = prepare(`SELECT ${columns} FROM (SELECT * ${sql} ORDER BY id LIMIT ${walk_rows_max}) WHERE ${having} LIMIT ?`).all(...values, ...words, query.limit)
        if (early.length === query.limit) return early
      }
      const { sql, values } = from(query, words)
      const matches = few ? [] : words.map(matchSql)
      return prepare(`SELECT ${columns} ${sql}${matches.map((match) => ` AND ${match.sql}`).join('')} AND ${having} ORDER BY id LIMIT ?`)
        .all(...values, ...matches.flatMap((match) => match.values), ...words, query.limit)
    },
  }
}

function remembered<T>(make: (collection: Collection) => T): (collection: Collection) => T {
  const known = new Map<Collection, T>()
  return (collection) => {
    const value = known.get(collection) ?? make(collection)
    known.set(collection, value)
    return value
  }
}
