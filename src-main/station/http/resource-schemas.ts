/** Schemas for the description of a resource, all made from its declaration. */
import { Type, type TSchema } from 'typebox'
import type { Resource, SearchCriterion } from '../../../src-shared/resource/define-resource.ts'
import { idSchema } from './check-call.ts'
import { batch_operations_max, search_values_max } from '../../../src-shared/limits.ts'

/** A record as it is answered. */
export function recordSchema(resource: Resource): TSchema {
  return resource.schema
}

/** The id of a record as a path parameter: what breaks its document's pattern is no id. */
export function idParameter(resource: Resource): { description: string; schema: TSchema } {
  return { description: `The ID of the ${resource.noun}`, schema: (resource.schema.properties as Record<string, TSchema>).id ?? idSchema }
}

/** A record as a client sends it. Server-owned fields may be sent back and are ignored. The same object every time, so that it can be named. */
export function writableSchema(resource: Resource): TSchema {
  const known = writable.get(resource)
  if (known) return known
  const properties = Object.entries(resource.schema.properties).filter(([name]) => !resource.serverOwned.includes(name))
  const made = Type.Unsafe<Record<string, unknown>>({ type: 'object', properties: Object.fromEntries(properties), required: [...resource.required] })
  writable.set(resource, made)
  return made
}

const writable = new WeakMap<Resource, TSchema>()

/** `{Count, Items, LastEvaluatedKey}` */
export function lookUpAnswer(items: TSchema): TSchema {
  return Type.Object({ Count: Type.Integer({ description: 'Records on this page' }), Items: Type.Array(items), LastEvaluatedKey: Type.Optional(Type.String()) })
}

/** `{Items, LastEvaluatedKey}` */
export function searchAnswer(items: TSchema): TSchema {
  return Type.Object({ Items: Type.Array(items), LastEvaluatedKey: Type.Optional(Type.String()) })
}

/** RFC 6902. */
export const patchSchema = Type.Array(
  Type.Object({
    op: Type.Unsafe<string>({ type: 'string', enum: ['add', 'remove', 'replace', 'move', 'copy', 'test'] }),
    path: Type.String({ description: 'JSON pointer' }),
    from: Type.Optional(Type.String({ description: 'JSON pointer, for move and copy' })),
    value: Type.Optional(Type.Unsafe<unknown>({ description: 'Any JSON' })),
  }),
)

export const batchSchema = Type.Object({
  operations: Type.Array(
    Type.Object({
      operation: Type.Unsafe<string>({ type: 'string', enum: ['create', 'patch', 'delete'] }),
      id: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'] })),
      object: Type.Optional(Type.Unsafe<Record<string, unknown>>({ type: 'object' })),
      patch_directives: Type.Optional(Type.Unsafe<unknown>({ description: 'An array, or an object keyed "0", "1", …', anyOf: [patchSchema, { type: 'object' }] })),
    }),
    { maxItems: batch_operations_max },
  ),
})

export const batchAnswer = Type.Object({
  success_count: Type.Integer({ title: 'Success Count', description: 'Number of successful results' }),
  error_count: Type.Integer({ title: 'Error Count', description: 'Number of error results' }),
  results: Type.Array(
    Type.Object({
      id: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
      operation: Type.Unsafe<unknown>({ description: 'As it was sent' }),
      status: Type.Integer({ description: 'An HTTP status' }),
      object: Type.Optional(Type.Unsafe<unknown>({ description: 'The record; for a delete its id' })),
      error: Type.Optional(Type.Unsafe<unknown>({ type: 'object', description: 'A problem document' })),
    }),
  ),
})

/** The body of a search: every criterion of the declaration, all optional. */
export function searchSchema(resource: Resource): TSchema {
  const criteria = Object.entries(resource.search).map(([name, criterion]) => [name, criterionSchema(resource, criterion)] as const)
  return Type.Unsafe<Record<string, unknown>>({ type: 'object', properties: Object.fromEntries(criteria), additionalProperties: false })
}

function criterionSchema(resource: Resource, { rule, title, description }: SearchCriterion): TSchema {
  const field = (resource.schema.properties as Record<string, TSchema | undefined>)[rule.field]
  const value = field ? withoutTexts(field) : { type: 'string' }
  const texts = { ...(title ? { title } : {}), ...(description ? { description } : {}) }
  switch (rule.match) {
    case 'contains': return Type.String({ ...texts, maxLength: 1_000 })
    case 'equals': return Type.Unsafe({ ...value, ...texts })
    case 'absent': return Type.Unsafe({ type: 'string', enum: ['true', 'false'], ...texts })
    case 'range': return rangeSchema(value, texts)
    default: return Type.Unsafe({ type: 'array', items: value, maxItems: search_values_max, ...texts })
  }
}

/** From and to, either of them null; empty restricts nothing. */
function rangeSchema(value: object, texts: object): TSchema {
  return Type.Unsafe({
    type: 'array',
    items: { anyOf: [value, { type: 'null' }] },
    anyOf: [{ maxItems: 0 }, { minItems: 2, maxItems: 2 }],
    ...texts,
  })
}

function withoutTexts(schema: TSchema): object {
  // An id that breaks its pattern is simply not found.
  const { title: _title, description: _description, pattern: _pattern, ...rest } = schema as Record<string, unknown>
  return rest
}
