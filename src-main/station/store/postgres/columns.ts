/** What stands beside a document in its row, so that conditions need not read the document. */
import { foldText, searchText } from '../fold-text.ts'
import { instantOf } from '../instant.ts'
import { textFields, type Resources } from '../declared-fields.ts'
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import type { Doc } from '../store.ts'

export interface Columns {
  /** Field to text or number, as JSON; true and false are 1 and 0, lists and objects are their JSON. */
  fields: string
  /** The folded text of those that hold more than ASCII; the others fold to lower case. */
  folded: string
  /** Milliseconds of those that are times. */
  instants: string
  /** What a search reads; null where the collection has no text. */
  search: string | null
}

/** Columns of a document. PostgreSQL has no place for U+0000 and half characters; only the document's own JSON keeps them. */
export function columnsOf(collection: Collection, doc: Doc, resources: Resources): Columns {
  const fields: Record<string, string | number> = {}
  const folded: Record<string, string> = {}
  const instants: Record<string, number> = {}
  for (const [field, value] of Object.entries(doc)) {
    if (value === null || value === undefined) continue
    const name = storable(field)
    const known = storableValue(value)
    fields[name] = known
    if (typeof known !== 'string') continue
    if (!isAscii(known)) folded[name] = storable(foldText(known))
    const instant = DATE.test(known) ? instantOf(known) : null
    if (instant !== null) instants[name] = instant
  }
  return { fields: JSON.stringify(fields), folded: JSON.stringify(folded), instants: JSON.stringify(instants), search: searchOf(collection, doc, resources) }
}

/** Text that PostgreSQL can hold. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed()
}

const DATE = /^[+-]?\d{4}/

function storableValue(value: unknown): string | number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  return storable(typeof value === 'string' ? value : JSON.stringify(value))
}

function isAscii(text: string): boolean {
  return /^[\u0001-\u007f]*$/.test(text)
}

function searchOf(collection: Collection, doc: Doc, resources: Resources): string | null {
  const values = textFields(collection, resources).flatMap((field) => (typeof doc[field] === 'string' ? [doc[field]] : []))
  return values.length === 0 ? null : storable(searchText(values))
}
