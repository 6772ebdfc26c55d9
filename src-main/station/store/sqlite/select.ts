/** Chooses how a query is answered: by an index, by the few records that full-text search names, or in the order of ids. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { indexedFields, type Resources } from '../declared-fields.ts'
import { foldText } from '../fold-text.ts'
import type { Query } from '../store.ts'
import { limited, type Statement } from './database.ts'
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

  /** The row numbers of all records that can contain these texts, as a JSON array; undefined where they are more than `max` or the indexes cannot say. */
  function candidates(collection: Collection, texts: readonly string[], max: number): string | undefined {
    const found = narrowingSql(texts)
    if (!found) return undefined
    const rest = unsearchable(collection, texts)
    // As the one text that the next query takes; as rows they would be made and read twice.
    const { count, pks } = prepare(`SELECT count(*) AS count, json_group_array(rowid) AS pks FROM (${found.sql}${rest.sql} ${limited()})`).get(...found.values, ...rest.values, max + 1) as { count: number; pks: string }
    return count > max ? undefined : pks
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
  function from(restriction: Restriction, few: string | undefined): SqlPart {
    const { tenant, collection, where, after } = restriction
    const conditions = whereSql(where, indexed(collection), few === undefined && searchableUpTo(collection) === undefined)
    return {
      sql: `FROM record ${few ? 'NOT INDEXED' : hint(restriction)} WHERE tenant = ? AND collection = '${collection}'${known(restriction)}${after === undefined ? '' : ' AND id > ?'}${few ? ' AND pk IN (SELECT value FROM json_each(?))' : ''}${conditions.sql}`,
      values: [tenant, ...(after === undefined ? [] : [after]), ...(few ? [few] : []), ...conditions.values],
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
      if (texts.length === 0) return read(page(columns, from(query, undefined), query.limit)).rows
      // What is compared exactly is compared in the order of ids, until the page is full.
      const exact = exactly(query, words)
      const untexted = { ...query, where: query.where.filter((one) => !('contains' in one)) }
      const compared = (inner: SqlPart, rowsMax: number) => read({
        // The rows are put in order by their ids alone; a document is read only until the page is full.
        sql: `SELECT ${columns} FROM (SELECT pk AS candidate ${inner.sql} ORDER BY id LIMIT ${rowsMax}) CROSS JOIN record ON pk = candidate WHERE 1${exact.sql} ${limited()}`,
        values: [...inner.values, ...exact.values, query.limit],
      })
      const few = candidates(query.collection, texts, fewest(query))
      if (few) return compared(from(untexted, few), candidates_max).rows
      // Many match: the first thousands of ids usually fill the page.
      const early = compared(from(untexted, undefined), walk_rows_max)
      if (early.full) return early.rows
      const matches = searchableUpTo(query.collection) === undefined ? words.map(matchSql) : []
      const { sql, values } = from(query, undefined)
      const found = { sql: `${sql}${matches.map((match) => ` AND ${match.sql}`).join('')}${words.map(() => ' AND instr(search, ?) > 0').join('')}`, values: [...values, ...matches.flatMap((match) => match.values), ...words] }
      return read(page(columns, found, query.limit)).rows
    },
  }
}

function page(columns: string, { sql, values }: SqlPart, limit: number): SqlPart {
  return { sql: `SELECT ${columns} ${sql} ORDER BY id ${limited()}`, values: [...values, limit] }
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
