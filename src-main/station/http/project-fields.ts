/** `fields` and `fieldsToReturn`: only the named fields of a record, and its id. */
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { Doc } from '../store/store.ts'

/** The names asked for; null where everything is. An unknown one is refused. */
export function fieldsAsked(resource: Resource, parameter: string, text: string | undefined): ReadonlySet<string> | null | Refusal {
  if (text === undefined || text.trim() === '') return null
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !Object.hasOwn(resource.schema.properties, name))
  if (unknown === undefined) return new Set(['id', ...names])
  return refuse('invalid', `${parameter} names "${unknown}", which is not a field.`, { errors: [{ path: `/${parameter}`, message: `names "${unknown}", which is not a field` }] })
}

/** The document with only those fields, in the document's own order. */
export function project(doc: Doc, fields: ReadonlySet<string>): Doc {
  return Object.fromEntries(Object.entries(doc).filter(([name]) => fields.has(name)))
}

/** A JSON array of documents with only those fields. */
export function projectText(text: string, fields: ReadonlySet<string>): string {
  return JSON.stringify((JSON.parse(text) as Doc[]).map((doc) => project(doc, fields)))
}
