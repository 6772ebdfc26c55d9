/** Turns the port's conditions into SQL with numbered values. */
import { foldText } from '../fold-text.ts'
import { indexedFields, textFields, type Resources } from '../declared-fields.ts'
import type { Query, Where } from '../store.ts'
import { storable } from './columns.ts'

/** Collects the values of a statement; each call gives the placeholder of one. */
export class Values {
  readonly list: unknown[] = []

  add(value: unknown, type = ''): string {
    this.list.push(value)
    return `$${this.list.length}${type === '' ? '' : `::${type}`}`
  }
}

/** FROM and WHERE of a restriction. @param words that the search text must have besides */
export function restrictionSql({ tenant, collection, where, after }: Omit<Query, 'limit'>, words: readonly string[], values: Values, resources: Resources): string {
  const indexed = new Set(indexedFields(collection, resources))
  const texts = new Set(textFields(collection, resources))
  const parts = [
    `tenant = ${values.add(tenant)}`,
    // Named in the text, so that the indexes of this collection are found.
    `collection = '${plainName(collection)}'`,
    ...(after === undefined ? [] : [`id > ${values.add(after)}`]),
    ...words.map((word) => `search LIKE ${values.add(anywhere(word))}`),
    ...where.map((one) => conditionSql(one, values, indexed, texts)),
  ]
  return `FROM record WHERE ${parts.join(' AND ')}`
}

function conditionSql(where: Where, values: Values, indexed: ReadonlySet<string>, texts: ReadonlySet<string>): string {
  const { field } = where
  if ('eq' in where) return oneOfSql(field, [where.eq], values, indexed)
  if ('in' in where) return oneOfSql(field, where.in, values, indexed)
  if ('present' in where) return `${where.present ? '' : 'NOT '}fields ? ${literal(field)}`
  if ('contains' in where) return containsSql(field, storable(foldText(where.contains)), values, texts)
  return rangeSql(where, values)
}

function oneOfSql(field: string, wanted: readonly (string | number | boolean)[], values: Values, indexed: ReadonlySet<string>): string {
  if (field === 'id') return `id = ANY(${values.add(wanted.map(String), 'text[]')})`
  const known = wanted.map((value) => (typeof value === 'string' ? storable(value) : Number(value)))
  const exact = `fields -> ${literal(field)} = ANY(${values.add(known.map((value) => JSON.stringify(value)), 'jsonb[]')})`
  if (!indexed.has(field)) return exact
  const texts = known.map(String)
  const narrow = texts.length === 1 ? `= ${hashed(values.add(texts[0], 'text'))}` : `= ANY(ARRAY(SELECT ${hashed('one')} FROM unnest(${values.add(texts, 'text[]')}) one))`
  return `${indexedExpression(field)} ${narrow} AND ${exact}`
}

function rangeSql({ field, from, to, as }: Extract<Where, { as: unknown }>, values: Values): string {
  const column = as === 'instant' ? 'instants' : 'fields'
  const bounds = ([['>=', from], ['<=', to]] as const).flatMap(([sign, bound]) => {
    if (bound === undefined) return []
    const value = as === 'instant' ? Date.parse(String(bound)) : Number(bound)
    return Number.isNaN(value) ? ['false'] : [`${column} -> ${literal(field)} ${sign} ${values.add(JSON.stringify(value), 'jsonb')}`]
  })
  if (bounds.length === 0) return 'true'
  return `(jsonb_typeof(${column} -> ${literal(field)}) = 'number' AND ${bounds.join(' AND ')})`
}

/** Folded text is in `folded`, or is the lower case of ASCII. The search text narrows where it has the field. */
function containsSql(field: string, folded: string, values: Values, texts: ReadonlySet<string>): string {
  const name = literal(field)
  const text = `coalesce(folded ->> ${name}, CASE WHEN jsonb_typeof(fields -> ${name}) = 'string' THEN lower((fields ->> ${name}) COLLATE "C") END)`
  const exact = `strpos(${text}, ${values.add(folded, 'text')}) > 0`
  return texts.has(field) && folded !== '' ? `search LIKE ${values.add(anywhere(folded))} AND ${exact}` : exact
}

function anywhere(folded: string): string {
  return `%${folded.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
}

/** What an index on a field holds: short, however long the value is. */
export function indexedExpression(field: string): string {
  return hashed(`(fields ->> ${literal(field)})`)
}

function hashed(expression: string): string {
  return `hashtextextended(${expression}, 0)`
}

function literal(field: string): string {
  return `'${plainName(field)}'`
}

/** Field names come from declarations, never from a request. */
export function plainName(field: string): string {
  if (!/^\w+$/.test(field)) throw new Error(`Not a field name: ${field}`)
  return field
}
