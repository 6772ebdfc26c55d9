/** SQL, Liquid, markup and the like in every text field: kept to the letter, never run, found again by a search. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RESOURCES } from '../../../src-shared/resources/index.ts'
import { LEAST, makeStation, TENANT, type TestStation } from '../../support/make-station.ts'
import { HOSTILE_TEXTS } from '../../spec/arbitrary.ts'

let station: TestStation
beforeAll(async () => {
  station = await makeStation()
})
afterAll(() => station.close())

const call: TestStation['call'] = (...args) => station.call(...args)

describe.each(RESOURCES.map((resource) => [resource.collection, resource] as const))('%s', (_name, resource) => {
  const url = `/${resource.path}/${TENANT}`
  const texts = Object.entries(resource.schema.properties as Record<string, { type?: string; format?: string; enum?: unknown; pattern?: string }>)
    .filter(([name, { type, format, enum: words, pattern }]) => type === 'string' && !format && !words && !pattern && !resource.serverOwned.includes(name) && !(name in resource.references))
    .map(([name]) => name)
  const contains = Object.entries(resource.search).filter(([, { rule }]) => rule.match === 'contains').map(([name]) => name)

  it('keeps and finds them', async () => {
    const given = HOSTILE_TEXTS.map((text) => ({ ...LEAST[resource.path], ...Object.fromEntries(texts.map((name) => [name, text])) }))
    const { body: made } = await call('POST', `${url}/batch`, { body: { operations: given.map((object) => ({ operation: 'create', object })) } })
    expect(made.error_count).toBe(0)
    for (const [i, { object }] of made.results.entries()) {
      expect(object).toMatchObject(given[i] ?? {})
      expect((await call('GET', `${url}/${object.id}`)).body).toEqual(object)
      const text = HOSTILE_TEXTS[i] ?? ''
      const found = await call('POST', `${url}/search`, { body: Object.fromEntries(contains.map((criterion) => [criterion, text.slice(0, 900)])) })
      expect([text, found.status, found.body.Items.map(({ id }: { id: string }) => id)]).toEqual([text, 200, expect.arrayContaining([object.id])])
    }
  })
})

it('searches long repetitive texts about as fast as short ones', async () => {
  const names = ['first_name', 'last_name', 'city', 'state', 'country', 'job_title']
  const filled = (text: string) => Object.fromEntries(names.map((name) => [name, text]))
  const { body: made } = await call('POST', `/registrations/${TENANT}`, { body: { ...LEAST.registrations, ...filled('a'.repeat(10_000)) } })
  const timed = async (text: string, found: string[]): Promise<number> => {
    const begun = performance.now()
    const { body } = await call('POST', `/registrations/${TENANT}/search`, { body: { ...filled(text), ids: [made.id] } })
    expect(body.Items.map(({ id }: { id: string }) => id)).toEqual(found)
    return performance.now() - begun
  }
  const short = await timed('aaaa', [made.id])
  expect(await timed('a'.repeat(900), [made.id])).toBeLessThan(20 * short + 500)
  await timed(`${'a'.repeat(900)}b`, [])
})

it('shows a hostile name on a certificate as text', async () => {
  for (const name of HOSTILE_TEXTS) {
    const { body } = await call('POST', `/certifications/${TENANT}`, { body: { ...LEAST.certifications, name } })
    const plain = await call('GET', `/certifications/${TENANT}/certificate/${body.id}?downloadAsHtml=true`)
    const previewed = await call('POST', `/certifications/${TENANT}/previewCertificate`, { body: { certification_id: body.id, certificate_template: '<h1>{{ name }}|{{ record.name }}</h1>' } })
    for (const html of [plain.text, previewed.body.html as string]) {
      expect(html).not.toMatch(/<script>|<img|root:x/)
      if (name.includes('{{ 7')) expect(html).toContain('{{ 7 | times: 7 }}')
    }
    const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&#34;').replaceAll("'", '&#39;')
    expect(previewed.body.html).toBe(`<h1>${escaped}|${escaped}</h1>`)
  }
})

it('runs no template past its bounds, and none that reaches for files or prototypes', async () => {
  const { body } = await call('POST', `/certifications/${TENANT}`, { body: LEAST.certifications })
  const preview = (certificate_template: string) => call('POST', `/certifications/${TENANT}/previewCertificate`, { body: { certification_id: body.id, certificate_template } })
  for (const bad of ['{{ name', '{% if %}', '{% for i in (1..100000000) %}x{% endfor %}', '{% include "/etc/passwd" %}', '{% render "../../package.json" %}', '{% layout "x" %}']) {
    expect([bad, (await preview(bad)).status]).toEqual([bad, 400])
  }
  for (const empty of ['{{ record.constructor.name }}', '{{ record.__proto__ }}', '{{ name.constructor.constructor }}', '{{ process.env.PATH }}', '{{ globalThis }}']) {
    expect([empty, (await preview(`<p>${empty}</p>`)).body.html]).toEqual([empty, '<p></p>'])
  }
})
