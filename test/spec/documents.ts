/** The five documents as data (api.json), and what their words for types mean. */
import { readFileSync } from 'node:fs'

export interface Field {
  name: string
  type: string
  title?: string
  required?: boolean
  description?: string
  enum?: string[]
  pattern?: string
}

export interface Parameter extends Field {
  in: 'path' | 'query'
}

export interface DocumentedOperation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  summary: string
  params: Parameter[]
  /** The fields of the body, undefined where the document shows none. */
  body?: Field[]
  /** What the document calls the body where it does not list its fields. */
  shape?: 'resource' | 'search' | 'patch' | 'batch'
  statuses: number[]
}

export interface Document {
  name: string
  fields: Field[]
  search: Field[]
  operations: DocumentedOperation[]
}

interface RawOperation {
  method: DocumentedOperation['method']
  path: string
  summary: string
  params: Parameter[] | Partial<Record<'path' | 'query', string[]>>
  body: null | string | (Field | string)[] | { operations: string }
  responses: Record<string, string>
}

type RawDocument = { resource_fields?: Field[]; search_fields?: Field[]; operations: RawOperation[] }

const raw = JSON.parse(readFileSync(new URL('api.json', import.meta.url), 'utf8')) as Record<string, RawDocument>

export const DOCUMENTS: readonly Document[] = Object.entries(raw).map(([name, { resource_fields = [], search_fields = [], operations }]) => ({
  name, fields: resource_fields, search: search_fields, operations: operations.map(readOperation),
}))

function readOperation({ method, path, summary, params, body, responses }: RawOperation): DocumentedOperation {
  const read = { method, path, summary, params: readParameters(params), statuses: Object.keys(responses).map(Number) }
  if (body === null) return read
  if (Array.isArray(body)) return { ...read, body: body.map((field) => (typeof field === 'string' ? shortField(field) : field)) }
  if (typeof body === 'object') return { ...read, shape: 'batch' }
  return { ...read, shape: body === 'the resource' ? 'resource' : body === 'search fields' ? 'search' : 'patch' }
}

function readParameters(params: RawOperation['params']): Parameter[] {
  if (Array.isArray(params)) return params
  return (['path', 'query'] as const).flatMap((where) => (params[where] ?? []).map((short) => ({ ...shortField(short), in: where })))
}

/** Booking's facts are in short: `event uuid required`, `EventStart date-time`, `Accommodations array (in the prose)`. */
function shortField(short: string): Field {
  const [name = '', type = '', ...more] = short.split(' ')
  return { name, type, ...(more.includes('required') ? { required: true } : {}) }
}

export interface Meaning {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array'
  /** Of an array's elements. */
  of?: Meaning['type']
  isInstant: boolean
  isUuid: boolean
  title?: string
  pattern?: string
  isPair: boolean
}

const SHORT: Record<string, Meaning['type']> = { uuid: 'string', 'date-time': 'string', int32: 'integer', array: 'array' }

/** What a document's type means: `Array of strings <date-time> (Date) 2 items`, `string (ID) /^[\w-|:]+$/`, `Array of numbers(float) 2 items`. */
export function meaningOf(type: string): Meaning {
  const isInstant = type.includes('date-time')
  const isUuid = type === 'uuid'
  const short = SHORT[type]
  if (short) return { type: short, isInstant, isUuid, isPair: false }
  const found = /^(Array of )?(string|number|boolean|object)s?(?:\s*[<(](?:date-time|float|double)[>)])?(?: \(([^)]+)\))?(?: \/(.+)\/)?( 2 items)?$/.exec(type)
  if (!found) throw new Error(`The documents have a type that nobody knows: ${type}`)
  const [, array, word, title, pattern, pair] = found
  const scalar = word as Meaning['type']
  return { type: array ? 'array' : scalar, ...(array ? { of: scalar } : {}), isInstant, isUuid, isPair: pair !== undefined, ...(title ? { title } : {}), ...(pattern ? { pattern } : {}) }
}
