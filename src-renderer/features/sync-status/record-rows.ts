/** What a card shows of a whole record, or of one thing in a list: the fields that people know, without ids, histories and stamps. Pure. */
import { FIELDS, isForPeople } from './words.ts'

export interface RecordRow {
  field: string
  /** Of this side, null where it has none. */
  value: unknown
}

export interface SidesOfRecord {
  mine: RecordRow[]
  /** The same fields as headquarters has them; none where it has no such record. */
  theirs: RecordRow[]
}

type Doc = Record<string, unknown>

/** More is a document, not a card. */
const rows_max = 8

/** Null where the card is about one plain value. Fields that are alike on both sides tell nothing. */
export function recordRows(mine: unknown, theirs: unknown): SidesOfRecord | null {
  if (!isDoc(mine) && !isDoc(theirs)) return null
  const [here, there] = [isDoc(mine) ? mine : {}, isDoc(theirs) ? theirs : {}]
  const fields = fieldsOf(isDoc(mine) ? here : there, (field) => !isSame(here[field], there[field]))
  const rowsOf = (doc: Doc): RecordRow[] => fields.map((field) => ({ field, value: shown(doc[field]) }))
  return { mine: isDoc(mine) ? rowsOf(here) : [], theirs: isDoc(theirs) ? rowsOf(there) : [] }
}

/** Those that have a word first; where some have, the others are left out. */
function fieldsOf(doc: Doc, differs: (field: string) => boolean): string[] {
  const readable = Object.keys(doc).filter((field) => isForPeople(field, doc[field]) && isThere(shown(doc[field])) && differs(field))
  const known = Object.keys(FIELDS).filter((field) => readable.includes(field))
  return (known.length > 0 ? known : readable).slice(0, rows_max)
}

/** Of a list of things the kind of each: the rest of them is for programs. */
function shown(value: unknown): unknown {
  if (!Array.isArray(value)) return value ?? null
  return value.map((one: unknown) => (isDoc(one) ? (one.Type ?? null) : one)).filter((one) => one !== null)
}

function isThere(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== '' && ['string', 'number', 'boolean'].includes(typeof value)
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(shown(a)) === JSON.stringify(shown(b))
const isDoc = (value: unknown): value is Doc => typeof value === 'object' && value !== null && !Array.isArray(value)
