/** `POST /{path}/{tenantId}/search` by the criteria that a resource declares. */
import { Type } from 'typebox'
import { isRefusal } from '../../../src-shared/problem.ts'
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import type { HttpDeps } from './http-deps.ts'
import { fieldsAsked } from './project-fields.ts'
import { PAGING, readPage } from './read-page.ts'
import { recordSchema, searchAnswer, searchSchema } from './resource-schemas.ts'
import type { Answer, Call, Operation } from './route.ts'
import { searchConditions } from './search-conditions.ts'
import { JSON_TYPE } from './send-answer.ts'

export function searchOperation(resource: Resource, deps: HttpDeps): Operation {
  const { collection, path, noun } = resource
  return {
    method: 'POST', path: `/${path}/{tenantId}/search`, operationId: `${collection}Search`, tag: path, access: 'read',
    summary: `Searches for ${noun}s using predefined parameters`,
    description: 'Text matches anywhere, without regard to case and diacritics; a list matches any of its values; two items are from and to, inclusive, null for an open end.',
    query: { ...PAGING, fieldsToReturn: { description: 'The fields to retrieve, separated by commas; if omitted, the entire object is returned', schema: Type.String() } },
    body: searchSchema(resource), bodyOptional: true, example: {},
    responses: {
      200: { description: `The matching ${noun}s of a page.`, schema: searchAnswer(recordSchema(resource)) },
      400: { description: 'The search was invalid.' },
    },
    handle: (call) => searchPage(resource, deps, call),
  }
}

async function searchPage(resource: Resource, deps: HttpDeps, call: Call): Promise<Answer> {
  const { tenant } = call.request.identity
  const fields = fieldsAsked(resource, 'fieldsToReturn', call.query.fieldsToReturn)
  if (isRefusal(fields)) return fields
  const where = searchConditions(resource, call.body as Record<string, unknown>)
  const page = await readPage(deps.env.store, call, { tenant, collection: resource.collection, where, list: ['search', where], fields })
  if (isRefusal(page)) return page
  const next = page.next === undefined ? '' : `,"LastEvaluatedKey":${JSON.stringify(page.next)}`
  return { status: 200, body: `{"Items":${page.text}${next}}`, contentType: JSON_TYPE }
}
