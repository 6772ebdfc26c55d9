/**
 * The five documents against what a server says of itself: every operation, parameter, field, enum, title and status,
 * and nothing beyond them that is not marked as an extension. What a server says is what it checks (route.ts).
 */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { describedBy, type DescribedOperation, type Description, type Schema } from '../../spec/described.ts'
import { DOCUMENTS, meaningOf, type Document, type DocumentedOperation, type Field } from '../../spec/documents.ts'
import { RESOURCES } from '../../../src-shared/resources/index.ts'
import type { Resource } from '../../../src-shared/resource/define-resource.ts'

/** api.json has no titles for certifications; these are those of the document. */
const certificationTitles = JSON.parse(readFileSync(new URL('../../spec/certification-titles.json', import.meta.url), 'utf8')) as Record<'fields' | 'search', Record<string, string>>

const COLLECTION: Record<string, string> = {
  'exam-registrations': 'examRegistrations', 'course-registrations': 'courseRegistrations', 'event-registrations': 'registrations', certifications: 'certifications',
}
/** How many the documents have (issue: 18 + 18 + 22 + 14 + 15). */
const OPERATIONS = { 'exam-registrations': 18, 'course-registrations': 18, 'event-registrations': 22, certifications: 14, booking: 15 }
/** What contract section 2 adds to every operation, whatever its document lists. */
const EVERYWHERE = [401, 403, 404, 429, 500]
const EVERY_WRITE = [400, 409, 413, 415, 422, 507]
/** Contract section 3 on what the documents mark by mistake, and section 4 on previews of certifications. */
const NOT_REQUIRED = new Set(['POST /certifications/{tenantId}/previewEmail registration_id'])
/** Where a document repeats the summary of another operation by mistake. */
const OWN_SUMMARY = /^DELETE /

/** Words of criteria that the document types as plain text: contract section 3 has those of `is_new`, the record's field those of `owner_type`. */
const CRITERIA_WORDS: Record<string, string[]> = {
  'certifications search is_new': ['true', 'false'],
  'certifications search owner_type': ['contact', 'organization'],
}

let said: Description
beforeAll(async () => {
  said = await describedBy({})
})

const keyOf = ({ method, path }: DocumentedOperation): string => `${method} ${path}`
const operationOf = (documented: DocumentedOperation): DescribedOperation => said.operations.get(keyOf(documented)) ?? expect.fail(`${keyOf(documented)} is not there`)
const bodyOf = (operation: DescribedOperation): Schema | undefined => operation.requestBody?.content['application/json']?.schema

it('has the 87 operations of the documents, and marks all others as extensions', () => {
  expect(Object.fromEntries(DOCUMENTS.map(({ name, operations }) => [name, operations.length]))).toEqual(OPERATIONS)
  const documented = DOCUMENTS.flatMap(({ operations }) => operations.map(keyOf))
  expect(documented.length).toBe(87)
  expect([...said.operations].filter(([, operation]) => operation['x-hallpass'] !== true).map(([key]) => key).sort()).toEqual(documented.sort())
})

it('says the same at headquarters', async () => {
  const hq = await describedBy({ deps: { role: 'hq' } })
  for (const documented of DOCUMENTS.flatMap(({ operations }) => operations)) expect(hq.operations.get(keyOf(documented))).toEqual(operationOf(documented))
})

describe.each(DOCUMENTS)('$name', (document) => {
  it.each(document.operations.map((operation) => [keyOf(operation), operation] as const))('%s', (key, documented) => {
    const operation = operationOf(documented)
    if (document.name !== 'booking' && !OWN_SUMMARY.test(key)) expect(operation.summary).toBe(documented.summary)
    expectParameters(documented, operation)
    expectStatuses(documented, operation)
    expectBody(document, documented, operation)
  })
})

describe.each(DOCUMENTS.filter(({ fields }) => fields.length > 0))('a record of $name', (document) => {
  it('declares every field of a record with its type, title, description and enum', () => {
    const declared = recordOf(document)
    expectFields(document.fields.map(withTitle('fields', document)), declared, document.name)
    expect(Object.keys(declared.properties ?? {}).sort()).toEqual(document.fields.map(({ name }) => name).sort())
  })

  it('requires on create what the document marks, less what the server makes', () => {
    const resource = resourceOf(document)
    const optional = ['name', 'cancellation_date', 'membership_information', ...resource.serverOwned]
    const expected = document.fields.filter(({ required, name }) => required && !optional.includes(name)).map(({ name }) => name)
    expect([...resource.required].sort()).toEqual(expected.sort())
  })

  it('declares every search criterion, none of them required', () => {
    const search = document.operations.find(({ shape }) => shape === 'search')
    const schema = (search && bodyOf(operationOf(search))) ?? expect.fail('no search')
    expect(Object.keys(schema.properties ?? {}).sort()).toEqual(document.search.map(({ name }) => name).sort())
    expectFields(document.search.map(withTitle('search', document)), schema, `${document.name} search`)
    expect(schema.required ?? []).toEqual([])
  })
})

function resourceOf({ name }: Document): Resource {
  return RESOURCES.find(({ collection }) => collection === COLLECTION[name]) ?? expect.fail(`no resource for ${name}`)
}

function recordOf(document: Document): Schema {
  const { collection } = resourceOf(document)
  return said.schemas[collection.charAt(0).toUpperCase() + collection.slice(1)] ?? expect.fail(`no schema of ${collection}`)
}

const withTitle = (kind: 'fields' | 'search', { name: document }: Document) => (field: Field): Field => {
  const title = document === 'certifications' ? certificationTitles[kind][field.name] : undefined
  return title === undefined ? field : { ...field, title }
}

function expectParameters({ params, ...documented }: DocumentedOperation, operation: DescribedOperation): void {
  const key = keyOf({ params, ...documented })
  const own = operation.parameters.filter((parameter) => parameter['x-hallpass'] !== true)
  expect(own.map(({ in: where, name }) => `${where} ${name}`).sort(), key).toEqual(params.map(({ in: where, name }) => `${where} ${name}`).sort())
  for (const { name, required = false, type } of params) {
    const found = own.find((parameter) => parameter.name === name)
    expect([key, name, found?.required ?? false, found?.schema.type]).toEqual([key, name, required, meaningOf(type).type])
    expect([key, name, found?.description ?? '']).not.toEqual([key, name, ''])
  }
}

function expectStatuses(documented: DocumentedOperation, operation: DescribedOperation): void {
  const described = Object.keys(operation.responses).map(Number)
  expect(described, keyOf(documented)).toEqual(expect.arrayContaining(documented.statuses))
  const allowed = [...documented.statuses, ...EVERYWHERE, ...(documented.method === 'GET' ? [400] : EVERY_WRITE)]
  expect(described.filter((status) => !allowed.includes(status)), keyOf(documented)).toEqual([])
  for (const [status, { description, content = {} }] of Object.entries(operation.responses)) {
    expect(description).not.toBe('')
    expect(Object.keys(content).length, `${keyOf(documented)} ${status}`).toBeGreaterThan(0)
    if (Number(status) >= 400) expect(Object.keys(content)).toEqual(['application/problem+json'])
  }
}

function expectBody(document: Document, documented: DocumentedOperation, operation: DescribedOperation): void {
  const schema = bodyOf(operation)
  const key = keyOf(documented)
  if (documented.body) {
    expectFields(documented.body, schema ?? expect.fail(`${key} has no body`), key)
    expect(Object.keys(schema?.properties ?? {}).sort(), key).toEqual(documented.body.map(({ name }) => name).sort())
    const required = documented.body.filter(({ required, name }) => required && !NOT_REQUIRED.has(`${key} ${name}`))
    expect([...(schema?.required ?? [])].sort(), key).toEqual(required.map(({ name }) => name).sort())
    return
  }
  switch (documented.shape) {
    case undefined: return expect(schema, key).toBeUndefined()
    case 'patch': return expect([schema?.type, Object.keys(schema?.items?.properties ?? {}).sort()], key).toEqual(['array', ['from', 'op', 'path', 'value']])
    case 'batch': return expect(Object.keys(schema?.properties?.operations?.items?.properties ?? {}).sort(), key).toEqual(['id', 'object', 'operation', 'patch_directives'])
    case 'resource': return expectResourceBody(document, schema ?? expect.fail(`${key} has no body`), key)
    default: return expect(schema?.type, key).toBe('object')
  }
}

/** A record as it is sent: all fields, or all but those of the server. */
function expectResourceBody(document: Document, schema: Schema, key: string): void {
  const { serverOwned } = resourceOf(document)
  const sent = Object.keys(schema.properties ?? {})
  const missing = document.fields.map(({ name }) => name).filter((name) => !sent.includes(name))
  expect(missing.filter((name) => !serverOwned.includes(name)), key).toEqual([])
  expect(sent.filter((name) => !document.fields.some((field) => field.name === name)), key).toEqual([])
}

function expectFields(fields: readonly Field[], { properties = {} }: Schema, where: string): void {
  for (const field of fields) {
    const found = properties[field.name] ?? expect.fail(`${where} lacks ${field.name}`)
    expectField(field, found, `${where} ${field.name}`)
  }
}

function expectField(field: Field, found: Schema, where: string): void {
  const { type, of, title = field.title, pattern = field.pattern, isInstant, isPair } = meaningOf(field.type)
  const types = [found.type].flat()
  expect(types, where).toContain(type)
  expect(types.filter((other) => other !== type && other !== 'null'), where).toEqual([])
  if (title !== undefined) expect(found.title, where).toBe(title)
  if (field.description !== undefined) expect(found.description, where).toContain(field.description.slice(0, 400))
  expect(found.title ?? found.description ?? '', where).not.toBe('')
  expect(found.enum, where).toEqual(field.enum ?? CRITERIA_WORDS[where])
  // A hyphen in a class is taken as itself, which a strict reader of the pattern wants spelled.
  expect(found.pattern?.replaceAll(String.raw`\-`, '-'), where).toEqual(pattern ?? found.pattern?.replaceAll(String.raw`\-`, '-'))
  const element = found.items
  if (of) expect(isPair ? element?.anyOf?.map((one) => one.type) : element?.type, where).toEqual(isPair ? [of, 'null'] : of)
  if (isInstant) expect((isPair ? element?.anyOf?.[0] : found)?.format ?? 'checked by its command', where).toMatch(/iso-date-or-time|checked by its command/)
}
