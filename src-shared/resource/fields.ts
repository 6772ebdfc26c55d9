/** The kinds of field that the documents use, as TypeBox schemas with the document's own title and description. */
import { Type, type TSchema } from 'typebox'
import { id_characters_max, text_characters_max } from '../limits.ts'

/** The document's pattern `/^[\w-|:]+$/`, with the hyphen taken as itself. */
export const ID_PATTERN = '^[\\w\\-|:]+$'
/** The same of the events document, whose pattern is `/^[\w|-]+$/`. */
export const EVENT_ID_PATTERN = '^[\\w|\\-]+$'
/** Names of the formats that the validator knows (see commands/validate.ts). */
export const DATE_FORMAT = 'iso-date-or-time'

const described = (title: string, description?: string) => (description ? { title, description } : { title })

/** A string identifier that fits the document's pattern. */
export const id = (title: string, description?: string, pattern = ID_PATTERN) =>
  Type.String({ ...described(title, description), pattern, maxLength: id_characters_max })

/** Free text. */
export const text = (title: string, description?: string) =>
  Type.String({ ...described(title, description), maxLength: text_characters_max })

/** An ISO 8601 date or date-time; an impossible one is refused. */
export const date = (title: string, description?: string) =>
  Type.String({ ...described(title, description), format: DATE_FORMAT })

/** A finite number. */
export const number = (title: string, description?: string) => Type.Number(described(title, description))

/** True or false. */
export const flag = (title: string, description?: string) => Type.Boolean(described(title, description))

/** One of the listed words. */
export const choice = <const V extends readonly string[]>(title: string, values: V, description?: string) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values], ...described(title, description) })

/** An object whose members the documents leave open. @param members what those mean that are of use here; they bind nobody to a type */
export const open = (title: string, description?: string, members: Record<string, string> = {}) =>
  Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, ...described(title, description), properties: Object.fromEntries(Object.entries(members).map(([name, text]) => [name, { description: text }])) })

/** A list. */
export const list = <S extends TSchema>(title: string, items: S, description?: string) =>
  Type.Array(items, { ...described(title, description), maxItems: 10_000 })
