/** OpenAPI 3.1 of everything that is mounted, made from the same declarations as the routes. */
import type { TSchema } from 'typebox'
import { idempotency_days, idempotency_key_characters_max } from '../../../../src-shared/limits.ts'
import { PROBLEMS } from '../../../../src-shared/problem.ts'
import type { Resource } from '../../../../src-shared/resource/define-resource.ts'
import { idSchema } from '../check-call.ts'
import { batchAnswer, batchSchema, patchSchema, writableSchema } from '../resource-schemas.ts'
import type { Operation, ParameterDoc } from '../route.ts'
import { exampleBody, exampleParameter } from './examples.ts'

type Json = Record<string, unknown>

const TAGS: Record<string, string> = {
  examRegistrations: 'Who takes which exam, when and where, and the score',
  courseRegistrations: 'Who takes which course',
  registrations: 'Who comes to which event, with sessions, guests and orders',
  certifications: 'Who holds which certification',
  reference: 'What registrations refer to; fed by import and by sync',
  'Booking: events': 'Exam events at venues, and their scrap paper',
  'Booking: registrations': 'Who sits at which exam event',
  'The desk': 'What the proctor does: admission, seats, breaks, incidents, sheets and scores',
  Sync: 'How stations and headquarters exchange writes and changes',
  Hub: 'A laptop that the other desks of its site sync through, and how they are paired with it',
  about: 'The API itself',
}

/** Named schemas, so that a shape that many operations share stands in the document once. */
export type Components = ReadonlyMap<TSchema, string>

export function openapiDocument(operations: readonly Operation[], components: Components, version: string): Json {
  const schemas = Object.fromEntries([...components].map(([schema, name]) => [name, plain(schema, components, schema)]))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hallpass', version,
      description: 'The desk of an exam site: exam, course and event registrations, certifications and booking. Operations marked `x-hallpass` are extensions.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The station or headquarters that serves this document' }],
    security: [{ key: [] }, { bearer: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name, description: TAGS[name] ?? `Operations on ${name}` })),
    paths: pathsOf(operations, components),
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'Authorization', description: 'The key alone' },
        bearer: { type: 'http', scheme: 'bearer', description: 'The same key after the word Bearer' },
      },
      parameters: { IdempotencyKey: idempotencyKey },
      responses: problemResponses,
      schemas: { ...schemas, Problem: problemSchema },
    },
  }
}

function pathsOf(operations: readonly Operation[], components: Components): Json {
  const grouped = Map.groupBy(operations, ({ path }) => path)
  return Object.fromEntries([...grouped].map(([path, same]) => [path, Object.fromEntries(same.map((one) => [one.method.toLowerCase(), operationOf(one, components)]))]))
}

function operationOf(operation: Operation, components: Components): Json {
  const { operationId, summary, description, tag, access, extension, body } = operation
  const example = exampleBody(operation)
  return {
    operationId, summary, tags: [tag],
    ...(description ? { description } : {}),
    ...(extension ? { 'x-hallpass': true } : {}),
    ...(access === 'open' ? { security: [] } : { 'x-scope': access }),
    parameters: parametersOf(operation),
    ...(body ? { requestBody: { required: !operation.bodyOptional, content: { 'application/json': { schema: plain(body, components), ...(example === undefined ? {} : { example }) } } } } : {}),
    responses: responsesOf(operation, components),
  }
}

function parametersOf(operation: Operation): Json[] {
  const { path, params = {}, query = {}, method, access } = operation
  const parameter = (name: string, where: 'path' | 'query', doc: ParameterDoc) => parameterOf(name, where, doc, exampleParameter(operation, where, name))
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => parameter(name, 'path', { ...(PATH_PARAMETERS[name] ?? { schema: idSchema }), ...params[name], required: true }))
  const inQuery = Object.entries(query).map(([name, doc]) => parameter(name, 'query', doc))
  const repeatable = method !== 'GET' && access !== 'open'
  return [...inPath, ...inQuery, ...(repeatable ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : [])]
}

/** What path parameters are that mean the same everywhere. */
const PATH_PARAMETERS: Record<string, ParameterDoc> = {
  tenantId: { description: 'The id of the tenant being accessed.' },
  id: { description: 'The id of the record', schema: idSchema },
}

function parameterOf(name: string, where: string, { description, schema, required, extension }: ParameterDoc, example: unknown): Json {
  return { name, in: where, ...(required ? { required } : {}), ...(description ? { description } : {}), ...(extension ? { 'x-hallpass': true } : {}), schema: schema ? plain(schema, new Map()) : { type: 'string' }, ...(example === undefined ? {} : { example }) }
}

function responsesOf({ responses, access, method }: Operation, components: Components): Json {
  const own = Object.entries(responses).map(([status, { description, schema, contentType, headers }]) => {
    const isProblem = Number(status) >= 400
    const content = isProblem
      ? { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
      : schema ? { [contentType ?? 'application/json']: { schema: plain(schema, components) } } : undefined
    const described = Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, { description: text, schema: { type: 'string' } }]))
    return [status, { description, ...(content ? { content } : {}), ...(headers ? { headers: described } : {}) }]
  })
  const codes = [500, ...(access === 'open' ? [] : [401, 403, 404, 429]), ...(access === 'open' || method === 'GET' ? [] : [409, 413, 415, 422, 507])]
  const common = codes.map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }])
  return Object.fromEntries([...common, ...own])
}

/** The refusals that many operations share, by status. */
const problemResponses = Object.fromEntries([401, 403, 404, 409, 413, 415, 422, 429, 500, 507].map((status) => [`Problem${status}`, problemResponse(status)]))

const idempotencyKey = {
  name: 'Idempotency-Key', in: 'header', 'x-hallpass': true, schema: { type: 'string', minLength: 1, maxLength: idempotency_key_characters_max },
  description: `The same key and request answers the first answer again, for ${idempotency_days} days`,
}

function problemResponse(status: number): Json {
  const titles = Object.values(PROBLEMS).filter((problem) => problem.status === status).map(({ title }) => title)
  return { description: `${titles.join('. ')}.`, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
}

/** The schema as JSON, named ones as references; `self` is the one that is being written out. */
function plain(schema: unknown, components: Components, self?: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  const name = schema === self ? undefined : components.get(schema as TSchema)
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` }
  if (Array.isArray(schema)) return schema.map((entry) => plain(entry, components))
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, plain(value, components)]))
}

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457',
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string', description: 'JSON pointer' }, message: { type: 'string' } }, required: ['path', 'message'] },
    },
  },
  required: ['type', 'title', 'status'],
}

/** The names of the shapes that operations share. */
export function componentsOf(resources: readonly Resource[]): Components {
  const records = resources.flatMap((resource): [TSchema, string][] => {
    const name = resource.collection.charAt(0).toUpperCase() + resource.collection.slice(1)
    return [[resource.schema, name], [writableSchema(resource), `${name}Input`]]
  })
  return new Map([...records, [patchSchema, 'JsonPatch'], [batchSchema, 'Batch'], [batchAnswer, 'BatchAnswer']])
}
