/** The list of a declared resource and its look-ups. */
import { Type } from 'typebox'
import { id_characters_max } from '../../../src-shared/limits.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import type { LookUp, Resource } from '../../../src-shared/resource/define-resource.ts'
import type { Where } from '../store/store.ts'
import type { HttpDeps } from './http-deps.ts'
import { fieldsAsked } from './project-fields.ts'
import { PAGING, readPage } from './read-page.ts'
import { FIELDS } from './resource-records.ts'
import { lookUpAnswer, recordSchema } from './resource-schemas.ts'
import type { Answer, Call, Operation } from './route.ts'
import { JSON_TYPE } from './send-answer.ts'

export const NEXT_HEADER = 'x-last-evaluated-key'

export function listOperations(resource: Resource, deps: HttpDeps): Operation[] {
  const lookUps = resource.lookUps.map((lookUp) => lookUpOperation(resource, lookUp, deps))
  return resource.listed === false ? lookUps : [listOperation(resource, deps), ...lookUps]
}

function listOperation(resource: Resource, deps: HttpDeps): Operation {
  const { collection, path, noun } = resource
  return {
    method: 'GET', path: `/${path}/{tenantId}`, operationId: `${collection}List`, tag: path, access: 'read',
    summary: `Gets all of the ${noun}s in the system.`,
    query: { ...FIELDS, ...PAGING },
    responses: {
      200: {
        description: `The ${noun}s of a page, in the order of their ids.`, schema: Type.Array(recordSchema(resource)),
        headers: { 'X-Last-Evaluated-Key': 'Where the next page begins; absent on the last page' },
      },
      400: { description: 'The request was invalid.' },
    },
    handle: async (call) => {
      const page = await pageOf(resource, deps, call, [], ['list'])
      if (isRefusal(page)) return page
      return { status: 200, body: page.text, contentType: JSON_TYPE, ...(page.next === undefined ? {} : { headers: { [NEXT_HEADER]: page.next } }) }
    },
  }
}

function lookUpOperation(resource: Resource, lookUp: LookUp, deps: HttpDeps): Operation {
  const names = Object.keys(lookUp.parameters)
  const value = Type.String({ minLength: 1, maxLength: id_characters_max })
  return {
    method: 'GET',
    path: `/${resource.path}/{tenantId}/${[lookUp.segment, ...names.map((name) => `{${name}}`)].join('/')}`,
    operationId: `${resource.collection}By${lookUp.segment.charAt(0).toUpperCase()}${lookUp.segment.slice(1)}`,
    tag: resource.path, access: 'read', summary: lookUp.summary,
    params: Object.fromEntries(names.map((name) => [name, { description: `The ${name} to use for record lookup`, schema: value }])),
    query: { ...FIELDS, ...PAGING, ...filterParameters(lookUp) },
    responses: {
      200: { description: 'The matching records of a page; none is no error.', schema: lookUpAnswer(recordSchema(resource)) },
      400: { description: 'The request was invalid.' },
    },
    handle: (call) => lookUpPage(resource, lookUp, deps, call),
  }
}

function filterParameters({ filters = {} }: LookUp) {
  return Object.fromEntries(Object.entries(filters).map(([name, { description }]) => [name, { description, schema: Type.Boolean() }]))
}

async function lookUpPage(resource: Resource, lookUp: LookUp, deps: HttpDeps, call: Call): Promise<Answer> {
  const matching = Object.entries(lookUp.parameters).map(([name, field]): Where => ({ field, eq: call.params[name] ?? '' }))
  const kept = Object.entries(lookUp.filters ?? {}).flatMap(([name, filter]): Where[] => (call.query[name] === 'true' ? [{ field: filter.field, in: filter.in }] : []))
  const where = [...matching, ...kept]
  const page = await pageOf(resource, deps, call, where, ['look-up', lookUp.segment, where])
  if (isRefusal(page)) return page
  const next = page.next === undefined ? '' : `,"LastEvaluatedKey":${JSON.stringify(page.next)}`
  return { status: 200, body: `{"Count":${page.count},"Items":${page.text}${next}}`, contentType: JSON_TYPE }
}

function pageOf(resource: Resource, deps: HttpDeps, call: Call, where: readonly Where[], list: readonly unknown[]) {
  const fields = fieldsAsked(resource, 'fields', call.query.fields)
  if (isRefusal(fields)) return fields
  return readPage(deps.env.store, call, { tenant: call.request.identity.tenant, collection: resource.collection, where, list, fields })
}
