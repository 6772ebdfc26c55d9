/** Reads and writes rows of the view, with their search text. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { textFields, type Resources } from '../declared-fields.ts'
import { foldText, searchText } from '../fold-text.ts'
import type { Doc, Key, Query, StoredRecord } from '../store.ts'
import type { Db, Statement } from './database.ts'
import { makeFirstLoad } from './first-load.ts'
import { lookupText } from './indexes.ts'
import { makeInsertTogether, rows_inserted_together } from './insert-together.ts'
import { makeSearchIndex } from './search-index.ts'
import { makeSelect } from './select.ts'

const COLUMNS = 'tenant, collection, id, site, rev, seq, doc AS text'

interface Row {
  pk: number
  rev: number
  seq: number
  site: string | null
  search: string | null
  lookup: string | null
}

/** Headquarters' document, as it comes in. */
export interface Arrived {
  key: Key
  text: string
  site: string | null
  seq: number
}

export type Records = ReturnType<typeof makeRecords>

/** The statements on `record`, prepared once and kept. */
export function makeRecords(db: Db, resources: Resources, isBeside = false) {
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
  const insertNew = prepare(`INSERT INTO record (tenant, collection, id, site, rev, seq, audit_n, search, lookup, doc) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?)`)
  const update = makeUpdate(prepare)
  const touch = prepare(`UPDATE record SET rev = rev + 1 WHERE tenant = ? AND collection = ? AND id = ?`)
  const drop = prepare(`DELETE FROM record WHERE pk = ?`)
  const lastRow = prepare('SELECT ifnull(max(pk), 0) AS pk FROM record')
  const insertTogether = makeInsertTogether(prepare)
  const index = makeSearchIndex(prepare)
  const firstLoad = makeFirstLoad(db, resources, isBeside)
  const select = makeSelect(prepare, resources, firstLoad)

  let keysWritten = 0
  const noteKey = ({ collection }: Key) => {
    if (collection === 'apiKeys') keysWritten++
  }

  const find = (key: Key) => row.get(key.tenant, key.collection, key.id) as Row | undefined

  const reindex = (collection: Collection, pk: number, before: string | null, after: string | null) => {
    if (before !== after && firstLoad.isSearchable(collection, pk)) index.replace(pk, before, after)
  }

  const rows = (query: Query, words: readonly string[] = []) =>
    select.rows(query, COLUMNS, ({ sql, values }) => {
      const found = prepare(sql).all(...values) as unknown as StoredRecord[]
      return { rows: found, full: found.length === query.limit }
    }, words)

  const foundBy = (collection: Collection, doc: Doc) => ({ search: searchTextOf(collection, doc, resources), lookup: lookupText(select.indexed(collection), doc) })

  /** Writes a document; `seq` null keeps the number that the record has. */
  function put(key: Key, text: string, doc: Doc, site: string | null, seq: number | null, auditN: number | null): void {
    noteKey(key)
    const { search, lookup } = foundBy(key.collection, doc)
    const found = find(key)
    if (!found) {
      const { lastInsertRowid } = insertNew.run(key.tenant, key.collection, key.id, site, seq ?? 0, auditN, search, lookup, text)
      reindex(key.collection, Number(lastInsertRowid), null, search)
      return
    }
    update(found, { site, seq: seq ?? found.seq, auditN, search, lookup, text })
    reindex(key.collection, found.pk, found.search, search)
  }

  /** As `put` one after the other; those that full-text search takes later, many of them new, go in together. */
  function putAll(arrived: readonly Arrived[]): void {
    const isPutOff = ({ key }: Arrived) => firstLoad.searchableUpTo(key.collection) !== undefined
    for (const one of arrived) if (!isPutOff(one)) putArrived(one)
    const putOff = arrived.filter(isPutOff)
    for (let at = 0; at < putOff.length; at += rows_inserted_together) putSome(putOff.slice(at, at + rows_inserted_together))
  }

  const putArrived = ({ key, text, site, seq }: Arrived) => put(key, text, JSON.parse(text) as Doc, site, seq, null)

  function putSome(arrived: readonly Arrived[]): void {
    const last = Number(lastRow.get()?.pk)
    const areTogether = arrived.length === rows_inserted_together && arrived.every(({ key }) => !firstLoad.isSearchable(key.collection, last + 1))
    if (!areTogether) return arrived.forEach(putArrived)
    for (const { key } of arrived) noteKey(key)
    if (insertTogether(arrived.map((one) => ({ ...one, ...foundBy(one.key.collection, JSON.parse(one.text) as Doc) })))) return
    for (const one of arrived) {
      const found = find(one.key)
      // The rest are there now; of two changes of one record, the first.
      const isThere = found !== undefined && found.pk > last && found.seq === one.seq
      if (!isThere) putArrived(one)
    }
  }

  return {
    get: (key: Key) => one.get(key.tenant, key.collection, key.id) as StoredRecord | undefined,
    find,
    /** How many API keys were written since the file was opened. */
    keysWritten: () => keysWritten,
    put,
    putAll,
    remove(key: Key): boolean {
      const found = find(key)
      if (!found) return false
      noteKey(key)
      reindex(key.collection, found.pk, found.search, null)
      drop.run(found.pk)
      return true
    },
    touch: (key: Key) => touch.run(key.tenant, key.collection, key.id),
    query: (query: Query): StoredRecord[] => rows(query),
    count(restriction: Omit<Query, 'limit' | 'after'>): number {
      const { sql, values } = select.from(restriction)
      return Number(prepare(`SELECT count(*) AS n ${sql}`).get(...values)?.n)
    },
    queryText: (query: Query): { text: string; count: number; lastId: string | null } =>
      select.rows(query, 'id, doc', ({ sql, values }) => {
        const found = prepare(`SELECT count(*) AS n, max(id) AS last, '[' || ifnull(group_concat(doc, ','), '') || ']' AS text FROM (${sql})`).get(...values)
        const count = Number(found?.n)
        return { rows: { text: String(found?.text), count, lastId: (found?.last as string | null) ?? null }, full: count === query.limit }
      }),
    /** Records whose search text has every word. */
    search: (query: Query, text: string): StoredRecord[] => rows(query, foldText(text).split(/\s+/u).filter((word) => word !== '')),
    prepare,
    firstLoad,
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

function searchTextOf(collection: Collection, doc: Doc, resources: Resources): string | null {
  const values = textFields(collection, resources).flatMap((field) => (typeof doc[field] === 'string' ? [doc[field]] : []))
  return values.length === 0 ? null : searchText(values)
}
