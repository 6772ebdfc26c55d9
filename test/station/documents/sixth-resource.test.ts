/** A resource that nobody built anything for: its declaration, its line in the registry and its name among the collections are enough. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type * as Collections from '../../../src-shared/resource/collections.ts'
import type * as Resources from '../../../src-shared/resources/index.ts'
import { makeStation, TENANT, type TestStation } from '../../support/make-station.ts'

const { COLLECTION } = vi.hoisted(() => ({ COLLECTION: 'memberships' }))

// The two lists with one entry more; everything that reads them is the real thing.
vi.mock('../../../src-shared/resource/collections.ts', async (original) => {
  const actual = await original<typeof Collections>()
  return { ...actual, COLLECTIONS: [...actual.COLLECTIONS, COLLECTION], isCollection: (name: string) => name === COLLECTION || actual.isCollection(name) }
})
vi.mock('../../../src-shared/resources/index.ts', async (original) => {
  const actual = await original<typeof Resources>()
  const { Type } = await import('typebox')
  const { defineResource } = await import('../../../src-shared/resource/define-resource.ts')
  const { choice, date, id, list, number, open, text } = await import('../../../src-shared/resource/fields.ts')
  const { serverOwnedFields, sysFields } = await import('../../../src-shared/resource/sys-fields.ts')
  const memberships = defineResource({
    collection: COLLECTION as 'certifications', path: COLLECTION, noun: 'membership',
    schema: Type.Object({
      id: id('ID'), number: number('Number'), name: text('Name'), contact_id: text('Contact'), level: choice('Level', ['bronze', 'gold']),
      since: date('Since'), fee: number('Fee'), notices: list('Notices', open('Notice')), testing_facility_id: text('Testing Facility'), ...sysFields,
    }, { additionalProperties: false }),
    required: ['contact_id', 'level'], serverOwned: serverOwnedFields, contactField: 'contact_id', siteFields: ['testing_facility_id'], growing: ['notices'],
    references: { contact_id: 'contacts' },
    lookUps: [{ segment: 'contactLevel', parameters: { contact_id: 'contact_id', level: 'level' }, summary: 'By contact and level' }],
    search: { name: { rule: { match: 'contains', field: 'name' } }, level: { rule: { match: 'any-of', field: 'level' } }, since: { rule: { match: 'range', field: 'since', of: 'date' } } },
    example: { contact_id: 'contact-1', level: 'gold' },
  })
  return { ...actual, RESOURCES: [...actual.RESOURCES, memberships], resourceOf: (collection: string) => (collection === COLLECTION ? memberships : actual.resourceOf(collection)) }
})

let station: TestStation
beforeAll(async () => {
  station = await makeStation()
})
afterAll(() => station.close())

const PATH = `/${COLLECTION}/${TENANT}`
const body = { contact_id: 'contact-1', level: 'gold', since: '2026-11-22' }

it('answers all generic operations', async () => {
  const made = await station.call('POST', PATH, { body })
  expect([made.status, made.body]).toEqual([200, expect.objectContaining({ ...body, name: 'José Núñez', number: 1, sys_version: 1 })])
  const one = `${PATH}/${made.body.id}`
  expect((await station.call('GET', one)).body).toEqual(made.body)
  expect((await station.call('GET', PATH)).body).toEqual([made.body])
  expect((await station.call('GET', `${PATH}/contactLevel/contact-1/gold`)).body).toEqual({ Count: 1, Items: [made.body] })
  expect((await station.call('POST', `${PATH}/search`, { body: { name: 'nunez', level: ['gold'], since: ['2026-11-01', null] } })).body.Items).toEqual([made.body])
  expect((await station.call('PUT', one, { body: { ...made.body, level: 'bronze' } })).body).toMatchObject({ level: 'bronze', sys_version: 2 })
  expect((await station.call('PATCH', one, { body: [{ op: 'add', path: '/fee', value: 12.5 }] })).body).toMatchObject({ fee: 12.5, sys_version: 3 })
  const batch = await station.call('POST', `${PATH}/batch`, { body: { operations: [{ operation: 'create', object: body }, { operation: 'delete', id: made.body.id }] } })
  expect(batch.body).toMatchObject({ success_count: 2, error_count: 0, results: [{ object: { number: 2 } }, { object: made.body.id }] })
  expect((await station.call('GET', one)).status).toBe(404)
  expect((await station.call('DELETE', `${PATH}/${batch.body.results[0].id}`)).body).toBe(batch.body.results[0].id)
})

it('keeps the same rules', async () => {
  const { body: made } = await station.call('POST', PATH, { body })
  for (const [wrong, status] of [[{ level: 'gold' }, 400], [{ ...body, level: 'tin' }, 400], [{ ...body, colour: 'red' }, 400], [{ ...body, contact_id: 'nobody' }, 409], [{ ...body, id: 'x' }, 400]] as const) {
    expect([wrong, (await station.call('POST', PATH, { body: wrong })).status]).toEqual([wrong, status])
  }
  expect((await station.call('PUT', `${PATH}/${made.id}`, { body: { ...body, sys_version: 7 } })).status).toBe(409)
  expect((await station.call('GET', PATH, { key: station.foreignKey })).status).toBe(403)
  expect((await station.call('DELETE', PATH)).headers.allow).toBe('GET, HEAD, POST')
})

it('is described like the others', async () => {
  const { paths, components } = (await station.call('GET', '/openapi.json', { key: null })).body
  expect(Object.keys(paths).filter((path) => path.startsWith(`/${COLLECTION}/`)).length).toBe(5)
  expect(components.schemas.Memberships.properties.level.enum).toEqual(['bronze', 'gold'])
})
