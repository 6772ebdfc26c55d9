/** One record of a declared resource: create, read, replace, patch, delete. */
import { Type } from 'typebox'
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { createRecord } from '../commands/create-record.ts'
import { deleteRecord } from '../commands/delete-record.ts'
import { patchRecord } from '../commands/patch-record.ts'
import { notFound } from '../commands/record-rules.ts'
import { replaceRecord } from '../commands/replace-record.ts'
import type { Doc } from '../store/store.ts'
import type { HttpDeps } from './http-deps.ts'
import { fieldsAsked, project } from './project-fields.ts'
import { withinRecordLimit } from './record-limit.ts'
import { idParameter, patchSchema, recordSchema, writableSchema } from './resource-schemas.ts'
import type { Answer, Call, Operation } from './route.ts'
import { JSON_TYPE } from './send-answer.ts'

const anObject = Type.Unsafe<Doc>({ type: 'object' })
const anArray = Type.Array(Type.Unsafe<unknown>({}))

export const FIELDS = { fields: { description: 'Names of the fields to answer, separated by commas; `id` always is', schema: Type.String() } }

export function recordOperations(resource: Resource, deps: HttpDeps): Operation[] {
  const { noun, path, collection } = resource
  const one = `/${path}/{tenantId}/{id}`
  const params = { id: idParameter(resource) }
  const found = { 200: { description: `The ${noun}.`, schema: recordSchema(resource) } }
  const invalid = { 400: { description: `The ${noun} or the request was not valid.` } }
  const missing = { 404: { description: `The ${noun} could not be found.` } }
  const clash = { 409: { description: `In conflict with what is stored, or refers to something that does not exist.` } }
  return [
    {
      method: 'POST', path: `/${path}/{tenantId}`, operationId: `${collection}Create`, tag: path, access: 'write',
      summary: `Creates a new ${noun} record that does not already exist.`,
      body: writableSchema(resource), check: anObject, ...(resource.example ? { example: resource.example } : {}),
      responses: { ...found, ...invalid, ...clash },
      handle: ({ request, body, run }) =>
        withinRecordLimit(deps, request.identity.tenant, collection, () => run(createRecord, { collection, doc: body as Doc })),
    },
    {
      method: 'GET', path: one, operationId: `${collection}Get`, tag: path, access: 'read',
      summary: `Returns a ${noun} from the system by its ID.`,
      params,
      query: { ...FIELDS, consistentRead: { description: 'Accepted; every read is consistent' } },
      responses: { ...found, ...invalid, ...missing },
      handle: (call) => readRecord(resource, deps, call),
    },
    {
      method: 'PUT', path: one, operationId: `${collection}Replace`, tag: path, access: 'write',
      summary: `Updates a ${noun} with the specified ID.`,
      params,
      body: writableSchema(resource), check: anObject, ...(resource.example ? { example: resource.example } : {}),
      responses: { ...found, ...invalid, ...missing, ...clash },
      handle: ({ params, body, run }) => run(replaceRecord, { collection, id: params.id ?? '', doc: body as Doc }),
    },
    {
      method: 'PATCH', path: one, operationId: `${collection}Patch`, tag: path, access: 'write',
      summary: `Partially updates a ${noun} with the specified ID.`,
      params,
      description: 'RFC 6902: all directives or none, one version step for the whole.',
      body: patchSchema, check: anArray, example: [{ op: 'add', path: '/notes', value: 'Came by train' }],
      responses: { ...found, ...invalid, ...missing, ...clash },
      handle: ({ params, body, run }) => run(patchRecord, { collection, id: params.id ?? '', directives: body as unknown[] }),
    },
    {
      method: 'DELETE', path: one, operationId: `${collection}Delete`, tag: path, access: 'write',
      summary: `Deletes a ${noun} from the system by its ID.`,
      params,
      responses: { 200: { description: 'The id.', schema: Type.String() }, ...invalid, ...missing, ...clash },
      handle: ({ params, run }) => run(deleteRecord, { collection, id: params.id ?? '' }),
    },
  ]
}

async function readRecord(resource: Resource, deps: HttpDeps, { request, params, query }: Call): Promise<Answer> {
  const fields = fieldsAsked(resource, 'fields', query.fields)
  if (isRefusal(fields)) return fields
  const record = await deps.env.store.get({ tenant: request.identity.tenant, collection: resource.collection, id: params.id ?? '' })
  if (!record) return notFound(resource, resource.collection)
  if (fields) return { status: 200, body: project(JSON.parse(record.text) as Doc, fields) }
  return { status: 200, body: record.text, contentType: JSON_TYPE }
}
