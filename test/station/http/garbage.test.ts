/** Every mounted operation against generated requests: never a 5xx, never a change by a refused request, never another tenant's data. */
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Operation } from '../../../src-main/station/http/route.ts'
import { EXAM, exam, makeStation, TENANT, type TestStation } from '../../support/make-station.ts'

const SECRET = 'belongs-to-another-tenant'
let station: TestStation
let headquarters: TestStation
let known: string
const logged: string[] = []
beforeAll(async () => {
  headquarters = await makeStation({ deps: { role: 'hq', log: (line) => void logged.push(line) } })
  station = await makeStation({ deps: { log: (line) => void logged.push(line) } })
  await station.seed('examRegistrations', [{ ...exam(), id: 'theirs', notes: SECRET }], 'other')
  await station.seed('contacts', [{ id: 'their-contact', name: SECRET }], 'other')
  known = (await station.call('POST', EXAM, { body: exam({ custom_field_values: [] }) })).body.id
})
afterAll(() => Promise.all([station.close(), headquarters.close()]))

const word = fc.oneof(
  fc.constantFrom('', '0', '-1', 'null', 'true', 'theirs', 'contact-1', 'exam-1', '2026-11-22', '2026-02-30', 'id', 'name', '*', '%25', "' OR 1=1 --", '{{ 7*7 }}', '00000000-0000-4000-8000-000000000000'),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
)
const names = fc.oneof(fc.constantFrom('exam_id', 'student_id', 'date', 'status', 'notes', 'ids', 'name', 'operations', 'EventVenue', 'Learner', 'Reason', 'op', 'path', 'value', 'id', 'score', 'sys_version'), fc.string({ maxLength: 8 }))
const json = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, word, fc.constantFrom(null, true, false, 0, -1, 1e308, 2.5), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(names, tie('value'), { maxKeys: 5 })),
})).value
const headers = fc.constantFrom<Record<string, string>>({}, {}, {}, { 'idempotency-key': 'same' }, { 'content-type': 'text/plain' }, { accept: 'text/html' })

/** An endless answer is no answer to wait for. */
const isFinite = ({ path }: Operation) => !path.endsWith('/stream') && !path.endsWith('/live')

it.each([['a station', () => station], ['headquarters', () => headquarters]] as const)('%s never breaks and never changes anything in vain', async (_name, pick) => {
  const site = pick()
  const operations = site.operations.filter(isFinite)
  const request = fc.record({
    operation: fc.constantFrom(...operations), words: fc.array(word, { minLength: 4, maxLength: 4 }), useKnown: fc.boolean(),
    query: fc.dictionary(fc.constantFrom('limit', 'fields', 'exclusiveStartKey', 'fieldsToReturn', 'since', 'site', 'date', 'organization', 'id', 'q'), word, { maxKeys: 3 }),
    body: fc.option(json, { nil: undefined }), headers,
  })
  await fc.assert(
    fc.asyncProperty(request, async ({ operation, words, useKnown, query, body, headers }) => {
      let i = 0
      const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'tenantId' ? TENANT : useKnown && name === 'id' ? known : encodeURIComponent(words[i++] ?? '')))
      const before = await site.store.lastSeq()
      const answer = await site.call(operation.method, `${path}?${new URLSearchParams(query)}`, { body, headers })
      expect([operation.operationId, answer.status < 500, answer.status < 500 ? '' : answer.text]).toEqual([operation.operationId, true, ''])
      if (answer.status >= 400) {
        expect(await site.store.lastSeq()).toBe(before)
        expect(answer.headers['content-type']).toContain('application/problem+json')
      }
      expect(answer.text).not.toContain(SECRET)
      expect(logged).toEqual([])
    }),
    { numRuns: 1_000 },
  )
}, 60_000)

it('an empty body with a JSON content type is no body', async () => {
  const headers = { 'content-type': 'application/json' }
  expect((await station.call('POST', `${EXAM}/generateRegistration/process-1/contact-1`, { headers })).status).toBe(200)
  expect((await station.call('POST', `${EXAM}/search`, { headers })).status).toBe(200)
  expect((await station.call('POST', EXAM, { headers })).status).toBe(400)
  expect((await station.call('DELETE', `${EXAM}/none`, { headers })).status).toBe(404)
})
