/** Every operation has an example request; a real server gives each the answer that the description promises. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { validate } from '../../../src-main/station/commands/validate.ts'
import type { Operation } from '../../../src-main/station/http/route.ts'
import type { TestStation } from '../../support/make-station.ts'
import { makeExampleSite, prepareExample } from '../../spec/example-site.ts'

/** Answers without end, and cards that are made by another desk's writes (tested in test/sync and test/station/sync). */
const NOT_SENT = new Set(['syncStream', 'syncResolveConflict'])

/** A write key is not enough. */
const ADMINS = new Set(['setDeskSettings', 'eraseAttachment'])

const ROLES = ['station', 'hq'] as const
const sites = {} as Record<(typeof ROLES)[number], TestStation>
// oxlint-disable-next-line no-explicit-any [reason: a JSON document that is looked at field by field]
const said = {} as Record<(typeof ROLES)[number], any>
beforeAll(async () => {
  for (const role of ROLES) {
    sites[role] = await makeExampleSite({ deps: { role } })
    said[role] = (await sites[role].call('GET', '/openapi.json', { key: null })).body
  }
})
afterAll(async () => {
  for (const role of ROLES) await sites[role].close()
})

const isRead = ({ access }: Operation) => access === 'read' || access === 'open'
const keyOf = (site: TestStation, operation: Operation) => (isRead(operation) ? site.readKey : ADMINS.has(operation.operationId) ? site.adminKey : site.writeKey)

interface Example {
  method: string
  url: string
  body: unknown
}

/** The request as a reader of the description would put it together. */
function exampleOf(role: (typeof ROLES)[number], { method, path }: Operation): Example {
  const { parameters, requestBody } = said[role].paths[path][method.toLowerCase()] as {
    parameters: { name: string; in: string; required?: boolean; example?: unknown; $ref?: string }[]
    requestBody?: { content: Record<string, { example?: unknown }> }
  }
  const given = (where: string) => parameters.filter((parameter) => parameter.in === where).map(({ name, example, required }) => {
    if (required) expect([path, name, example]).not.toEqual([path, name, undefined])
    return [name, example === undefined ? undefined : String(example)] as const
  })
  const inPath = Object.fromEntries(given('path'))
  const query = given('query').filter((entry): entry is [string, string] => entry[1] !== undefined)
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(inPath[name] ?? ''))
  return { method, url: query.length > 0 ? `${filled}?${new URLSearchParams(query)}` : filled, body: requestBody?.content['application/json']?.example }
}

describe.each(ROLES)('%s', (role) => {
  it('answers every example as described', async () => {
    const operations = sites[role].operations.filter(({ operationId }) => !NOT_SENT.has(operationId))
    expect(operations.filter(({ extension }) => !extension).length).toBe(87)
    for (const operation of operations) {
      const { operationId, body: schema, bodyOptional, responses } = operation
      const { method, url, body } = exampleOf(role, operation)
      if (schema && !bodyOptional) expect([operationId, body]).not.toEqual([operationId, undefined])
      const site = sites[role]
      if (!isRead(operation)) await prepareExample(site, operationId)
      const answer = await site.call(method, url, { body, key: keyOf(site, operation) })
      const promised = Object.keys(responses).map(Number).filter((status) => status < 300)
      expect([operationId, promised, answer.text.slice(0, 300)]).toEqual([operationId, expect.arrayContaining([answer.status]), expect.anything()])
      const { schema: answered } = responses[answer.status] ?? {}
      if (answered && !url.includes('downloadAsHtml')) expect([operationId, validate(answered, answer.body)]).toEqual([operationId, []])
    }
  }, 60_000)
})
