/** One resource as data: routes, validation, OpenAPI, indexes, the client, sync scope and tests read this and repeat nothing. */
import type { TObject, TProperties } from 'typebox'
import type { Collection } from './collections.ts'

/** How one search criterion restricts a field. */
export type SearchRule<F extends string = string> =
  | { match: 'contains'; field: F }
  | { match: 'any-of'; field: F }
  | { match: 'equals'; field: F }
  | { match: 'range'; field: F; of: 'date' | 'number' }
  /** "true" or "false": whether the field is absent. */
  | { match: 'absent'; field: F }
  /** Compares a field that the document does not declare. */
  | { match: 'any-of-undeclared'; field: string }

export interface SearchCriterion<F extends string = string> {
  rule: SearchRule<F>
  title?: string
  description?: string
}

/** `GET /{path}/{tenantId}/{segment}/{a}/{b}`: the records whose fields have those values. */
export interface LookUp<F extends string = string> {
  segment: string
  /** Path parameter (as the document spells it) to field, in path order. */
  parameters: Record<string, F>
  summary: string
  /** Query parameters that, given as "true", keep only the records with one of these values. */
  filters?: Record<string, { field: F; in: readonly string[]; description: string }>
}

export interface Resource<P extends TProperties = TProperties> {
  collection: Collection
  /** First path segment, as in the document. */
  path: string
  /** The document's word for one record, for summaries and messages. */
  noun: string
  /** False where the document has no list of all records. */
  listed?: boolean
  schema: TObject<P>
  required: readonly string[]
  serverOwned: readonly string[]
  lookUps: readonly LookUp[]
  search: Readonly<Record<string, SearchCriterion>>
  /** Field to the collection in which its value must exist. */
  references: Readonly<Record<string, Collection>>
  /** The field that names the contact from which a missing name is taken. */
  contactField: string
  /** Fields that name the site a record belongs to, first set one wins. */
  siteFields: readonly string[]
  /** Arrays that only grow: two sides' additions are both kept. */
  growing: readonly string[]
  /** A body that creates one, for the description. */
  example?: Readonly<Record<string, unknown>>
}

interface Declaration<P extends TProperties> {
  collection: Collection
  path: string
  noun: string
  listed?: boolean
  schema: TObject<P>
  required: readonly (keyof P & string)[]
  serverOwned: readonly string[]
  lookUps: readonly LookUp<keyof P & string>[]
  search: Readonly<Record<string, SearchCriterion<keyof P & string>>>
  references: Readonly<Partial<Record<keyof P & string, Collection>>>
  contactField: keyof P & string
  siteFields: readonly (keyof P & string)[]
  growing: readonly (keyof P & string)[]
  example?: Readonly<Partial<Record<keyof P & string, unknown>>>
}

/** Declares a resource. A look-up, search or reference on a field that does not exist is a compile error. */
export function defineResource<P extends TProperties>(declaration: Declaration<P>): Resource<P> {
  // TypeBox marks every property as required; what is required here depends on who writes (contract section 3).
  const { required: _all, ...schema } = declaration.schema as TObject<P> & { required?: string[] }
  return { ...declaration, schema } as unknown as Resource<P>
}
