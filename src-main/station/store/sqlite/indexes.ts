/** Indexes on document fields, made from the resource declarations when a file is opened. */
import type { Resource } from '../../../../src-shared/resource/define-resource.ts'
import { COLLECTIONS, REFERENCE_INDEXES, REFERENCE_TEXT, type Collection } from '../../../../src-shared/resource/collections.ts'
import type { Db } from './database.ts'

/** The declarations of the registered resources, by collection. */
export type Resources = (collection: string) => Resource | undefined

/** Makes the missing indexes and drops those that no declaration asks for any more. */
export function reconcileIndexes(db: Db, resources: Resources): void {
  const wanted = new Map(COLLECTIONS.flatMap((collection) => indexedFields(collection, resources).map((field) => indexOf(collection, field))))
  const existing = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'field!_%' ESCAPE '!'`).all() as { name: string }[]
  for (const { name } of existing) if (!wanted.has(name)) db.exec(`DROP INDEX "${name}"`)
  const present = new Set(existing.map(({ name }) => name))
  for (const [name, sql] of wanted) if (!present.has(name)) db.exec(sql)
}

function indexOf(collection: Collection, field: string): [string, string] {
  const name = `field_${collection}_${field}`
  return [name, `CREATE INDEX "${name}" ON record (tenant, ${fieldExpression(field)}, id) WHERE collection = '${collection}'`]
}

/** Fields by which records of a collection are looked up. */
export function indexedFields(collection: Collection, resources: Resources): string[] {
  const resource = resources(collection)
  if (!resource) return [...(REFERENCE_INDEXES[collection] ?? [])]
  const fields = [...resource.lookUps.flatMap((lookUp) => Object.values(lookUp.parameters)), ...Object.keys(resource.references)]
  return [...new Set(fields)]
}

/** Fields in which people search by text. */
export function textFields(collection: Collection, resources: Resources): string[] {
  const resource = resources(collection)
  if (!resource) return [...(REFERENCE_TEXT[collection] ?? [])]
  return Object.values(resource.search).flatMap(({ rule }) => (rule.match === 'contains' ? [rule.field] : []))
}

/** SQL for a top-level field of the document. Field names come from declarations, never from a request. */
export function fieldExpression(field: string): string {
  if (!/^\w+$/.test(field)) throw new Error(`Not a field name: ${field}`)
  return `json_extract(doc, '$.${field}')`
}
