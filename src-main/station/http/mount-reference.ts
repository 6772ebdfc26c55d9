/** The reference collections: fed by import and by sync, read here, never written (contract section 3). */
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { REFERENCE_COLLECTIONS, type Collection } from '../../../src-shared/resource/collections.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { notFound } from '../commands/record-rules.ts'
import type { HttpDeps } from './http-deps.ts'
import { PAGING, readPage } from './read-page.ts'
import { NEXT_HEADER } from './resource-lists.ts'
import { route, type Operation } from './route.ts'
import { JSON_TYPE } from './send-answer.ts'

const document = Type.Unsafe<Record<string, unknown>>({ type: 'object', properties: { id: { type: 'string' } }, required: ['id'], additionalProperties: true })
const invalid = { 400: { description: 'The request was invalid.' } }

export function mountReference(app: FastifyInstance, deps: HttpDeps): void {
  for (const collection of REFERENCE_COLLECTIONS) {
    route(app, deps, listOperation(collection, deps))
    route(app, deps, getOperation(collection, deps))
  }
}

function listOperation(collection: Collection, deps: HttpDeps): Operation {
  return {
    method: 'GET', path: `/${collection}/{tenantId}`, operationId: `${collection}List`, tag: 'reference', extension: true, access: 'read',
    summary: `Gets the ${collection}.`,
    query: PAGING,
    responses: {
      200: { description: 'A page, in the order of the ids.', schema: Type.Array(document), headers: { 'X-Last-Evaluated-Key': 'Where the next page begins; absent on the last page' } },
      ...invalid,
    },
    handle: async (call) => {
      const page = await readPage(deps.env.store, call, { tenant: call.request.identity.tenant, collection, where: [], list: ['list'], fields: null })
      if (isRefusal(page)) return page
      return { status: 200, body: page.text, contentType: JSON_TYPE, ...(page.next === undefined ? {} : { headers: { [NEXT_HEADER]: page.next } }) }
    },
  }
}

function getOperation(collection: Collection, deps: HttpDeps): Operation {
  return {
    method: 'GET', path: `/${collection}/{tenantId}/{id}`, operationId: `${collection}Get`, tag: 'reference', extension: true, access: 'read',
    summary: `Returns one of the ${collection} by its id.`,
    responses: { 200: { description: 'The document.', schema: document }, ...invalid, 404: { description: 'There is none with this id.' } },
    handle: async ({ request, params }) => {
      const record = await deps.env.store.get({ tenant: request.identity.tenant, collection, id: params.id ?? '' })
      return record ? { status: 200, body: record.text, contentType: JSON_TYPE } : notFound(undefined, collection)
    },
  }
}
