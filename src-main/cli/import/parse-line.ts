/** One line of an import file: what it is, and whether it may be stored. */
import { json_depth_max } from '../../../src-shared/limits.ts'
import { INTERNAL_COLLECTIONS, isCollection, type Collection } from '../../../src-shared/resource/collections.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { checkDocument, withoutNulls } from '../../station/commands/record-rules.ts'
import { errorSentence, validate } from '../../station/commands/validate.ts'
import type { Doc, Key } from '../../station/store/store.ts'
import { refuseId } from '../shared-options.ts'
import { suggest } from '../suggest.ts'
import { ImportError } from './import-error.ts'
import type { Line } from './read-lines.ts'
import { BOOKING_REFERENCES, idShape, SHAPES } from './shapes.ts'

export interface ParsedLine {
  line: number
  key: Key
  doc: Doc
}

const MEMBERS = ['collection', 'tenant', 'doc']
const internal: ReadonlySet<string> = new Set(INTERNAL_COLLECTIONS)

/** Reads a line without looking into its document. @throws ImportError */
export function parseLine({ number, text }: Line): ParsedLine {
  const value = parseJson(number, text)
  if (!isObject(value)) throw new ImportError(number, 'is not a JSON object.')
  for (const member of Object.keys(value)) if (!MEMBERS.includes(member)) throw new ImportError(number, `${member} is not a known field.`)
  const { collection, tenant, doc } = value
  const tenantRefused = typeof tenant === 'string' ? refuseId(tenant) : 'is required.'
  const known = checkCollection(number, collection)
  if (tenantRefused !== undefined) throw new ImportError(number, `tenant ${tenantRefused}`)
  if (!isObject(doc)) throw new ImportError(number, 'doc is required and has to be an object.')
  const wrongId = validate(idShape, doc)
  if (wrongId.length > 0) throw new ImportError(number, `${known}: doc.${errorSentence(wrongId)}`)
  // Null means absent; reference documents are kept as they are.
  return { line: number, key: { tenant: tenant as string, collection: known, id: doc.id as string }, doc: resourceOf(known) ? withoutNulls(doc) : doc }
}

function parseJson(number: number, text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(number === 1 ? text.replace(/^\uFEFF/, '') : text)
  } catch {
    throw new ImportError(number, 'is not valid JSON.')
  }
  if (isDeeperThan(value, json_depth_max)) throw new ImportError(number, `is nested deeper than ${json_depth_max} levels.`)
  return value
}

function checkCollection(number: number, collection: unknown): Collection {
  if (typeof collection !== 'string') throw new ImportError(number, 'collection is required.')
  if (isCollection(collection) && !internal.has(collection)) return collection
  const near = suggest(collection, Object.keys(SHAPES))
  throw new ImportError(number, `collection "${collection.slice(0, 100)}" is not known.${near ? ` Did you mean ${near}?` : ''}`)
}

/** Checks the document against its declaration. @throws ImportError naming the field */
export function checkLine({ line, key, doc }: ParsedLine): void {
  const resource = resourceOf(key.collection)
  if (resource) {
    const checked = checkDocument(resource, doc, {})
    if (isRefusal(checked)) throw new ImportError(line, `${nameOf(key)}: ${checked.detail}`)
    return
  }
  const shape = SHAPES[key.collection]
  const errors = shape ? validate(shape, withoutNulls(doc)) : []
  if (errors.length > 0) throw new ImportError(line, `${nameOf(key)}: ${errorSentence(errors)}`)
  if (key.collection === 'venues' && typeof doc.time_zone === 'string' && !isTimeZone(doc.time_zone)) {
    throw new ImportError(line, `${nameOf(key)}: time_zone is not an IANA time zone.`)
  }
}

/** What the document refers to. */
export function referencesOf({ key, doc }: ParsedLine): { field: string; target: Key }[] {
  const declared = resourceOf(key.collection)?.references ?? BOOKING_REFERENCES[key.collection] ?? {}
  return Object.entries(declared).flatMap(([field, collection]) => {
    const id = doc[field]
    return typeof id === 'string' && id !== '' ? [{ field, target: { tenant: key.tenant, collection, id } }] : []
  })
}

/** A record as messages name it. */
export function nameOf({ collection, id }: Key): string {
  return `${collection}/${id}`
}

function isObject(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  return Object.values(value).some((inner) => isDeeperThan(inner, levels - 1))
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format(0)
    return true
  } catch {
    return false
  }
}
