/** Reads and writes rows of the view, with their search text. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { searchText, shortGrams } from '../fold-text.ts'
import type { Doc, Key, Query, StoredRecord, Where } from '../store.ts'
import type { Db, Statement } from './database.ts'
import { compositeIndexes, indexedFields, lookupText, textFields, type Resources } from './indexes.ts'
import { whereSql, type SqlPart } from './where.ts'

const COLUMNS = 'tenant, collection, id, site, rev, seq, doc AS text'

interface Row {
  pk: number
  rev: number
  seq: number
  site: string | null
  search: string | null
  lookup: string | null
}

export type Records = ReturnType<typeof makeRecords>

/** The statements on `record`, prepared once and kept. */
export function makeRecords(db: Db, resources: Resources) {
  const statements = new Map<string, Statement>()
  const prepare = (sql: string): Statement => {
    const known = statements.get(sql)
    if (known) return known
    const made = db.prepare<unknown[], Record<string, unknown>>(sql)
    statements.set(sql, made)
    return made
  }
  const one = prepare(`SELECT ${COLUMNS} FROM record WHERE tenant = ? AND collection = ? AND id = ?`)
  const row = prepare(`SELECT pk, rev, seq, site, search, lookup FROM record WHERE tenant = ? AND collection = ? AND id = ?`)
  const insert = prepare(`INSERT INTO record (tenant, collection, id, site, rev, seq, audit_n, search, lookup, doc) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?)`)
  const update = makeUpdate(prepare)
  const touch = prepare(`UPDATE record SET rev = rev + 1 WHERE tenant = ? AND collection = ? AND id = ?`)
  const drop = prepare(`DELETE FROM record WHERE pk = ?`)
  const index = makeSearchIndex(prepare)
  const indexed = makeIndexed(resources)

  const find = (key: Key) => row.get(key.tenant, key.collection, key.id) as Row | undefined

  return {
    get: (key: Key) => one.get(key.tenant, key.collection, key.id) as StoredRecord | undefined,
    find,
    /** Writes a document; `seq` null keeps the number that the record has. */
    put(key: Key, text: string, doc: Doc, site: string | null, seq: number | null, auditN: number | null): void {
      const found = find(key)
      const search = searchTextOf(key.collection, doc, resources)
      const lookup = lookupText([...indexed(key.collection)], doc)
      if (found) {
        update(found, { site, seq: seq ?? found.seq, auditN, search, lookup, text })
        if (search !== found.search) index.replace(found.pk, found.search, search)
      } else {
        const { lastInsertRowid } = insert.run(key.tenant, key.collection, key.id, site, seq ?? 0, auditN, search, lookup, text)
        index.replace(Number(lastInsertRowid), null, search)
      }
    },
    remove(key: Key): boolean {
      const found = find(key)
      if (!found) return false
      index.replace(found.pk, found.search, null)
      drop.run(found.pk)
      return true
    },
    touch: (key: Key) => touch.run(key.tenant, key.collection, key.id),
    query(query: Query): StoredRecord[] {
      const { sql, values } = selectSql(query, COLUMNS, indexed(query.collection), resources)
      return prepare(sql).all(...values) as unknown as StoredRecord[]
    },
    count(tenant: string, collection: Collection, where: readonly Where[]): number {
      const part = whereSql(where, indexed(collection))
      const found = prepare(`SELECT count(*) AS n FROM record WHERE tenant = ? AND collection = '${collection}'${part.sql}`).get(tenant, ...part.values)
      return Number(found?.n)
    },
    queryText(query: Query): { text: string; count: number; lastId: string | null } {
      const { sql, values } = selectSql(query, 'id, doc', indexed(query.collection), resources)
      const found = prepare(`SELECT count(*) AS n, max(id) AS last, '[' || ifnull(group_concat(doc, ','), '') || ']' AS text FROM (${sql})`).get(...values)
      return { text: String(found?.text), count: Number(found?.n), lastId: (found?.last as string | null) ?? null }
    },
    /** The conditions of a query as SQL. */
    where: (query: Query): SqlPart => whereSql(query.where, indexed(query.collection)),
    prepare,
  }
}

/** Makes a function that writes a row. Indexes of columns that are not named in an UPDATE are left alone, so what is as it was is not named. */
function makeUpdate(prepare: (sql: string) => Statement) {
  return (found: Row, { site, seq, auditN, search, lookup, text }: Omit<Row, 'pk' | 'rev'> & { auditN: number | null; text: string }): void => {
    const changed = [...(seq === found.seq ? [] : ['seq']), ...(lookup === found.lookup ? [] : ['lookup'])] as const
    const values = { seq, lookup }
    prepare(`UPDATE record SET site = ?, rev = rev + 1, audit_n = ?, search = ?, doc = ?${changed.map((column) => `, ${column} = ?`).join('')} WHERE pk = ?`)
      .run(site, auditN, search, text, ...changed.map((column) => values[column as keyof typeof values]), found.pk)
  }
}

/** The indexed fields of each collection, worked out once. */
function makeIndexed(resources: Resources): (collection: Collection) => ReadonlySet<string> {
  const known = new Map<Collection, ReadonlySet<string>>()
  return (collection) => {
    const fields = known.get(collection) ?? new Set(indexedFields(collection, resources))
    known.set(collection, fields)
    return fields
  }
}

function selectSql(query: Query, columns: string, indexed: ReadonlySet<string>, resources: Resources): { sql: string; values: unknown[] } {
  const part = whereSql(query.where, indexed)
  const after = query.after === undefined ? '' : ' AND id > ?'
  return {
    sql: `SELECT ${columns} FROM record ${usedIndex(query, resources)}WHERE tenant = ? AND collection = '${query.collection}'${after}${part.sql} ORDER BY id LIMIT ?`,
    values: [query.tenant, ...(query.after === undefined ? [] : [query.after]), ...part.values, query.limit],
  }
}

function usedIndex({ collection, where }: Query, resources: Resources): string {
  const exact = new Set(where.flatMap((one) => ('eq' in one || 'in' in one ? [one.field] : [])))
  const found = compositeIndexes(collection, resources).find(({ fields }) => fields.every((field) => exact.has(field)))
  return found ? `INDEXED BY "${found.name}" ` : ''
}

function searchTextOf(collection: Collection, doc: Doc, resources: Resources): string | null {
  const values = textFields(collection, resources).flatMap((field) => (typeof doc[field] === 'string' ? [doc[field]] : []))
  return values.length === 0 ? null : searchText(values)
}

function makeSearchIndex(prepare: (sql: string) => Statement) {
  const insert = prepare('INSERT INTO search (rowid, t) VALUES (?, ?)')
  const insertShort = prepare('INSERT INTO search_short (rowid, t) VALUES (?, ?)')
  const remove = prepare('DELETE FROM search WHERE rowid = ?')
  const removeShort = prepare('DELETE FROM search_short WHERE rowid = ?')
  return {
    replace(pk: number, before: string | null, after: string | null): void {
      if (before !== null) {
        remove.run(pk)
        removeShort.run(pk)
      }
      if (after !== null) {
        insert.run(pk, after)
        insertShort.run(pk, shortGrams(after))
      }
    },
  }
}
