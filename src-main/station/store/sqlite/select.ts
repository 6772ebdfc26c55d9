/** Chooses how a query is answered: by an index, by the few records that full-text search names, or in the order of ids. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { indexedFields, type Resources } from '../declared-fields.ts'
import { foldText } from '../fold-text.ts'
import type { Query } from '../store.ts'
import type { Statement } from './database.ts'
import { upTo, type FirstLoad } from './first-load.ts'
import { compositeIndexes } from './indexes.ts'
import { matchSql, narrowingSql, whereSql, type SqlPart } from './where.ts'

const candidates_max = 2_000
const walk_rows_max = 4_000

type Restriction = Omit<Query, 'limit'>
type Prepare = (sql: string) => Statement

/** @param firstLoad what the indexes and full-text search do not hold yet */
export function makeSelect(prepare: Prepare, resources: Resources, { heldAfter, searchableUpTo }: Pick<FirstLoad, 'heldAfter' | 'searchableUpTo'>) {
  const indexed = remembered((collection) => new Set(indexedFields(collection, resources)))
  const lastRow = prepare('SELECT max(pk) AS pk FROM record')
  const composite = remembered((collection) => compositeIndexes(collection, resources))

  /** With more candidates than this it is quicker to walk the ids until a page is full: c reads against rows * page / c reads. */
  function fewest({ limit }: Query): number {
    return Math.min(candidates_max, Math.ceil(Math.sqrt(limit * Number(lastRow.get()?.pk ?? 0))))
  }

  /** The row numbers of all records that can contain these texts; undefined where they are more than `max` or the indexes cannot say. */
  function candidates(collection: Collection, texts: readonly string[], max: number): number[] | undefined {
    const found = narrowingSql(texts)
    if (!found) return undefined
    const rest = unsearchable(collection, texts)
    const rows = prepare(`${found.sql}${rest.sql} LIMIT ?`).all(...found.values, ...rest.values, max + 1)
    return rows.length > max ? undefined : rows.map(({ rowid }) => Number(rowid))
  }

  /** Behind a full-text query: what full-text search does not hold yet. */
  function unsearchable(collection: Collection, texts: readonly string[]): SqlPart {
    const row = searchableUpTo(collection)
    if (row === undefined) return { sql: '', values: [] }
    return { sql: ` UNION ALL SELECT pk FROM record WHERE pk > ? AND collection = '${collection}'${texts.map(() => ' AND instr(search, ?) > 0').join('')}`, values: [row, ...texts] }
  }

  /** Where a collection is indexed up to a row only, whoever asks by its indexes gets what they hold. */
  function known({ collection, where }: Restriction): string {
    const row = heldAfter(collection)
    const byIndex = where.some((one) => ('eq' in one || 'in' in one) && indexed(collection).has(one.field))
    return row !== undefined && byIndex ? upTo(row) : ''
  }

  /** SQLite prefers an index that gives the order of ids, even where it reads far more rows; so others are named. */
  function hint({ collection, where }: Restriction): string {
    const exact = new Set(where.flatMap((one) => ('eq' in one || 'in' in one ? [one.field] : [])))
    const index = composite(collection).find(({ fields }) => fields.every((field) => exact.has(field)))
    return index ? `INDEXED BY "${index.name}"` : ''
  }

  /** FROM and WHERE of a restriction. @param few the row numbers of its candidates, where they are few */
  function from(restriction: Restriction, few: readonly number[] | undefined): SqlPart {
    const { tenant, collection, where, after } = restriction
    const conditions = whereSql(where, indexed(collection), few === undefined && searchableUpTo(collection) === undefined)
    return {
      sql: `FROM record ${few ? 'NOT INDEXED' : hint(restriction)} WHERE tenant = ? AND collection = '${collection}'${known(restriction)}${after === undefined ? '' : ' AND id > ?'}${few ? ' AND pk IN (SELECT value FROM json_each(?))' : ''}${conditions.sql}`,
      values: [tenant, ...(after === undefined ? [] : [after]), ...(few ? [JSON.stringify(few)] : []), ...conditions.values],
    }
  }

  /** The conditions that full-text search can only narrow, exact: on the search text, which is quick, then on the field itself. */
  function exactly({ collection, where }: Restriction, words: readonly string[]): SqlPart {
    const contains = whereSql(where.filter((one) => 'contains' in one), indexed(collection), false)
    const texts = [...words, ...textsOf(where)]
    return { sql: `${texts.map(() => ' AND instr(search, ?) > 0').join('')}${contains.sql}`, values: [...texts, ...contains.values] }
  }

  return {
    /** The fields of a collection that have an index. */
    indexed,
    /** FROM and WHERE, for counting. */
    from: (restriction: Restriction): SqlPart => from(restriction, candidates(restriction.collection, textsOf(restriction.where), candidates_max)),
    /**
     * The rows of a query in id order.
     * @param words which the search text must have besides
     * @param read runs the SQL, given the columns that it selects; `full` says whether its page is full
     */
    rows<T>(query: Query, columns: string, read: (select: SqlPart) => { rows: T; full: boolean }, words: readonly string[] = []): T {
      const texts = [...words, ...textsOf(query.where)]
      const exact = exactly(query, words)
      const few = texts.length === 0 ? undefined : candidates(query.collection, texts, fewest(query))
      if (!few && texts.length > 0) {
        // Many match: the first thousands of ids usually fill the page.
        const walked = from({ ...query, where: query.where.filter((one) => !('contains' in one)) }, undefined)
        const early = read({
          sql: `SELECT ${columns} FROM (SELECT * ${walked.sql} ORDER BY id LIMIT ${walk_rows_max}) WHERE 1${exact.sql} LIMIT ?`,
          values: [...walked.values, ...exact.values, query.limit],
        })
        if (early.full) return early.rows
      }
      const { sql, values } = from(query, few)
      const matches = few || searchableUpTo(query.collection) !== undefined ? [] : words.map(matchSql)
      const found = words.map(() => ' AND instr(search, ?) > 0').join('')
      return read({
        sql: `SELECT ${columns} ${sql}${matches.map((match) => ` AND ${match.sql}`).join('')}${found} ORDER BY id LIMIT ?`,
        values: [...values, ...matches.flatMap((match) => match.values), ...words, query.limit],
      }).rows
    },
  }
}

function textsOf(where: Query['where']): string[] {
  return where.flatMap((one) => ('contains' in one ? [foldText(one.contains)] : []))
}

function remembered<T>(make: (collection: Collection) => T): (collection: Collection) => T {
  const known = new Map<Collection, T>()
  return (collection) => {
    const value = known.get(collection) ?? make(collection)
    known.set(collection, value)
    return value
  }
}
