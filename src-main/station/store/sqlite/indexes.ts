/** Indexes on document fields, made from the resource declarations when a file is opened. */
import { COLLECTIONS, type Collection } from '../../../../src-shared/resource/collections.ts'
import { indexedFields, indexesOf, type Resources } from '../declared-fields.ts'
import type { Doc } from '../store.ts'
import type { Db } from './database.ts'

const lookup_rows_at_once = 1_000

/** Makes the missing indexes and drops those that no declaration asks for any more. */
export function reconcileIndexes(db: Db, resources: Resources): void {
  const existing = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND (name LIKE 'field!_%' ESCAPE '!' OR name LIKE 'lookup!_%' ESCAPE '!')`).all() as { name: string }[]
  const present = new Set(existing.map(({ name }) => name))
  const wanted = COLLECTIONS.map((collection) => ({ collection, indexes: new Map(indexesOf(collection, resources).map((fields) => indexOf(collection, fields))) }))
  const kept = new Set(wanted.flatMap(({ indexes }) => [...indexes.keys()]))
  const changed = wanted.filter(({ indexes }) => [...indexes.keys()].some((name) => !present.has(name)))
  const dropped = existing.filter(({ name }) => !kept.has(name))
  if (changed.length + dropped.length === 0) return
  db.transaction(() => {
    for (const { name } of dropped) db.exec(`DROP INDEX "${name}"`)
    for (const { collection, indexes } of changed) {
      fillLookup(db, collection, new Set(indexedFields(collection, resources)))
      for (const [name, sql] of indexes) if (!present.has(name)) db.exec(sql)
    }
  }).immediate()
}

/** What a search by an indexed field reads; null where the collection has none. */
export function lookupText(fields: ReadonlySet<string>, doc: Doc): string | null {
  if (fields.size === 0) return null
  const values: Doc = {}
  for (const field of fields) if (doc[field] !== undefined && doc[field] !== null) values[field] = sqlValue(doc[field])
  return JSON.stringify(values)
}

/** As json_extract gives it. */
function sqlValue(value: unknown): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value
  return typeof value === 'boolean' ? Number(value) : JSON.stringify(value)
}

/** For records that were written when other fields were declared. */
function fillLookup(db: Db, collection: Collection, fields: ReadonlySet<string>): void {
  const stored = db.prepare(`SELECT pk, doc, lookup FROM record WHERE collection = ? AND pk > ? ORDER BY pk LIMIT ${lookup_rows_at_once}`)
  const write = db.prepare('UPDATE record SET lookup = ? WHERE pk = ?')
  const rowsAfter = (pk: number) => stored.all(collection, pk) as { pk: number; doc: string; lookup: string | null }[]
  for (let rows = rowsAfter(0); rows.length > 0; rows = rowsAfter(rows.at(-1)?.pk ?? 0)) {
    for (const { pk, doc, lookup } of rows) {
      const text = lookupText(fields, JSON.parse(doc) as Doc)
      if (text !== lookup) write.run(text, pk)
    }
  }
}

function indexName(collection: Collection, fields: readonly string[]): string {
  return `lookup_${collection}_${fields.join('_')}`
}

/** The name of an index and the SQL that makes it. */
export function indexOf(collection: Collection, fields: readonly string[]): [string, string] {
  const name = indexName(collection, fields)
  return [name, `CREATE INDEX "${name}" ON record (tenant, ${fields.map(lookupExpression).join(', ')}, id) WHERE collection = '${collection}'`]
}

/** Indexes of several fields: SQLite prefers one that gives the order of ids, even where it reads far more; so they are named in the query. */
export function compositeIndexes(collection: Collection, resources: Resources): { name: string; fields: string[] }[] {
  return indexesOf(collection, resources).filter((fields) => fields.length > 1).map((fields) => ({ name: indexName(collection, fields), fields }))
}

/** SQL for a top-level field of the document. Field names come from declarations, never from a request. */
export function fieldExpression(field: string): string {
  return extract('doc', field)
}

/** SQL for an indexed field. */
export function lookupExpression(field: string): string {
  return extract('lookup', field)
}

function extract(column: 'doc' | 'lookup', field: string): string {
  if (!/^\w+$/.test(field)) throw new Error(`Not a field name: ${field}`)
  return `json_extract(${column}, '$.${field}')`
}
