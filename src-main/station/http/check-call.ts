/** Compares a request with what its operation declares: path, query and body. */
import { Type, type TSchema } from 'typebox'
import { id_characters_max } from '../../../src-shared/limits.ts'
import { refuse, type FieldError, type Refusal } from '../../../src-shared/problem.ts'
import { ID_PATTERN } from '../../../src-shared/resource/fields.ts'
import { errorSentence, validate } from '../commands/validate.ts'
import type { Operation } from './route.ts'

export interface Checked {
  params: Record<string, string>
  query: Record<string, string>
  body: unknown
}

/** What a path parameter is unless its operation says otherwise. */
export const idSchema = Type.String({ pattern: ID_PATTERN, minLength: 1, maxLength: id_characters_max })

interface Raw {
  params: unknown
  query: unknown
  body: unknown
}

export function checkCall(operation: Operation, raw: Raw): Checked | Refusal {
  const params = raw.params as Record<string, string>
  const query = raw.query as Record<string, unknown>
  const errors = [...checkParams(operation, params), ...checkQuery(operation, query)]
  if (errors.length > 0) return refuse('invalid', errorSentence(errors), { errors })
  const body = bodyOf(operation, raw.body)
  const wrong = checkBody(operation, body)
  if (wrong) return wrong
  return { params, query: query as Record<string, string>, body }
}

function checkParams(operation: Operation, params: Record<string, string>): FieldError[] {
  return Object.entries(params)
    // The tenant has been compared with the key's already.
    .filter(([name]) => name !== 'tenantId')
    .flatMap(([name, text]) => validate(operation.params?.[name]?.schema ?? idSchema, text, `/${name}`))
}

function checkQuery(operation: Operation, query: Record<string, unknown>): FieldError[] {
  return Object.entries(operation.query ?? {}).flatMap(([name, { schema, required }]) => {
    const text = query[name]
    if (text === undefined) return required ? [{ path: `/${name}`, message: 'is required' }] : []
    if (typeof text !== 'string') return [{ path: `/${name}`, message: 'is given more than once' }]
    return schema ? validate(schema, typed(schema, text), `/${name}`) : []
  })
}

/** Query text as the type that its schema names. */
function typed(schema: TSchema, text: string): unknown {
  const { type } = schema as { type?: string }
  if (type === 'integer' || type === 'number') return /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  return text
}

function bodyOf(operation: Operation, body: unknown): unknown {
  if (!operation.body) return undefined
  if (body === undefined && operation.bodyOptional) return {}
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
}

function checkBody(operation: Operation, body: unknown): Refusal | undefined {
  const schema = operation.check ?? operation.body
  if (!schema) return undefined
  if (body === undefined) return refuse('invalid', 'A body is required.', { errors: [{ path: '', message: 'is required' }] })
  const errors = validate(schema, body)
  return errors.length > 0 ? refuse('invalid', errorSentence(errors), { errors }) : undefined
}
