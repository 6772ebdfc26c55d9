/** Turns the port's conditions into SQL with bound values. */
import { foldText, gramToken } from '../fold-text.ts'
import type { Where } from '../store.ts'
import { fieldExpression, lookupExpression } from './indexes.ts'

export interface SqlPart {
  sql: string
  values: unknown[]
}

/**
 * The conditions joined by AND; empty gives an always-true part.
 * @param indexed the fields of the collection that have an index
 * @param matching false where full-text search has named the candidates already
 */
export function whereSql(conditions: readonly Where[], indexed: ReadonlySet<string>, matching: boolean): SqlPart {
  const parts = conditions.map((where) => conditionSql(where, expressionOf(where.field, indexed), matching))
  return { sql: parts.map((part) => ` AND ${part.sql}`).join(''), values: parts.flatMap((part) => part.values) }
}

function expressionOf(field: string, indexed: ReadonlySet<string>): string {
  if (field === 'id') return 'id'
  return indexed.has(field) ? lookupExpression(field) : fieldExpression(field)
}

function conditionSql(where: Where, field: string, matching: boolean): SqlPart {
  if ('eq' in where) return { sql: `${field} = ?`, values: [bindable(where.eq)] }
  if ('in' in where) return { sql: `${field} IN (${where.in.map(() => '?').join(',')})`, values: [...where.in] }
  if ('present' in where) return { sql: `${field} IS ${where.present ? 'NOT ' : ''}NULL`, values: [] }
  if ('contains' in where) return containsSql(field, where.contains, matching)
  return rangeSql(field, where)
}

/** JSON's true and false come out of json_extract as 1 and 0. */
function bindable(value: string | number | boolean): string | number {
  return typeof value === 'boolean' ? Number(value) : value
}

function rangeSql(field: string, range: Extract<Where, { as: unknown }>): SqlPart {
  const expression = range.as === 'instant' ? `hp_instant(${field})` : field
  const bound = (value: string | number) => (range.as === 'instant' ? Date.parse(String(value)) : value)
  const parts: SqlPart[] = []
  if (range.from !== undefined) parts.push({ sql: `${expression} >= ?`, values: [bound(range.from)] })
  if (range.to !== undefined) parts.push({ sql: `${expression} <= ?`, values: [bound(range.to)] })
  if (parts.length === 0) return { sql: '1', values: [] }
  return { sql: `(${parts.map((part) => part.sql).join(' AND ')})`, values: parts.flatMap((part) => part.values) }
}

function containsSql(field: string, text: string, matching: boolean): SqlPart {
  const folded = foldText(text)
  const match = matching ? matchSql(folded) : { sql: '1', values: [] }
  return { sql: `${match.sql} AND instr(hp_fold(${field}), ?) > 0`, values: [...match.values, folded] }
}

/** A phrase costs its length times that of every text that begins to fit; the rest of a long one is compared in the texts themselves. */
const narrowing_letters_max = 32

/** A full-text query for the row numbers of all records that can contain these folded texts; undefined where the indexes hold none of them. */
export function narrowingSql(texts: readonly string[]): SqlPart | undefined {
  const long = texts.filter((text) => [...text].length >= 3).map((text) => quoted([...text].slice(0, narrowing_letters_max).join(''))).join(' AND ')
  const short = texts.filter(isShort).map((text) => quoted(gramToken(text))).join(' AND ')
  const matching = { long: 'SELECT rowid FROM search WHERE search MATCH ?', short: 'SELECT rowid FROM search_short WHERE search_short MATCH ?' }
  if (long !== '' && short !== '') return { sql: `${matching.long} AND +rowid IN (${matching.short})`, values: [long, short] }
  if (long !== '') return { sql: matching.long, values: [long] }
  return short === '' ? undefined : { sql: matching.short, values: [short] }
}

/** One or two letters. */
function isShort(folded: string): boolean {
  const letters = [...folded]
  return letters.length > 0 && letters.length < 3 && letters.every((letter) => /[\p{L}\p{N}\p{M}]/u.test(letter))
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** A quick narrowing through the full-text indexes; always-true for text that they cannot hold. */
export function matchSql(folded: string): SqlPart {
  const found = narrowingSql([folded])
  return found ? { sql: `pk IN (${found.sql})`, values: found.values } : { sql: '1', values: [] }
}
