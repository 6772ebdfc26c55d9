/**
 * Generated requests for every operation at both roles: never a 5xx, never another tenant's data,
 * never a record changed by a refused request. HALLPASS_RUNS=10 tries ten times as many.
 */
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../../../src-main/station/http/route.ts'
import { exampleBody, exampleParameter } from '../../../src-main/station/http/openapi/examples.ts'
import { TENANT, type Answered, type CallOptions, type TestStation } from '../../support/make-station.ts'
import { BROKEN_BYTES, broken, fitting, HOSTILE_TEXTS } from '../../spec/arbitrary.ts'
import type { Schema } from '../../spec/described.ts'
import { EXAMPLE_DOCS, makeExampleSite, prepareExample } from '../../spec/example-site.ts'

const times = Number(process.env.HALLPASS_RUNS ?? 1)
/** For each operation. Headquarters mounts the same code, so that a sample is enough. */
const RUNS = { station: 6 * times, hq: 3 * times }
const sample = new Set(['no JSON', 'invalid UTF-8', '50,000 lists', 'NUL', 'a nested __proto__'])
const SECRET = 'what-only-the-other-tenant-knows'
const OTHER = 'other'

const logged: string[] = []
const sites: Partial<Record<'station' | 'hq', TestStation>> = {}
beforeAll(async () => {
  for (const role of ['station', 'hq'] as const) {
    const site = await makeExampleSite({ deps: { role, log: (line) => void logged.push(line) } })
    await site.store.importLines(EXAMPLE_DOCS.map(([collection, doc]) => ({ key: { tenant: OTHER, collection, id: String(doc.id) }, doc: { ...doc, notes: SECRET, name: SECRET, LearnerName: SECRET, email_address: SECRET }, site: null })), site.deps.env.now())
    sites[role] = site
  }
})
afterAll(async () => {
  await Promise.all(Object.values(sites).map((site) => site.close()))
})

/** Texts of all records of a tenant that the examples are about. */
async function textsOf({ store }: TestStation, tenant: string): Promise<(string | undefined)[]> {
  return Promise.all(EXAMPLE_DOCS.map(async ([collection, { id }]) => (await store.get({ tenant, collection, id: String(id) }))?.text))
}

const seen = new WeakMap<TestStation, { seq: number; texts: (string | undefined)[] }>()

/** The same, read again only after a change. */
async function knownTexts(site: TestStation): Promise<(string | undefined)[]> {
  const seq = await site.store.lastSeq()
  const known = seen.get(site)
  if (known?.seq === seq) return known.texts
  const texts = await textsOf(site, TENANT)
  seen.set(site, { seq, texts })
  return texts
}

/** Sends, and sees that a refusal changed nothing. */
async function send(site: TestStation, operation: Operation, url: string, options: CallOptions): Promise<Answered> {
  const before = [await site.store.lastSeq(), operation.access === 'write' ? await knownTexts(site) : []]
  const answer = await site.call(operation.method, url, options)
  const told = [operation.operationId, url, JSON.stringify(options.body)?.slice(0, 300), answer.status]
  expect([...told, answer.status < 500 || isOtherProtocol(operation, answer) ? '' : answer.text]).toEqual([...told, ''])
  if (answer.status >= 400) {
    expect(String(answer.headers['content-type']), told.join(' ')).toContain('application/problem+json')
    expect([...told, await site.store.lastSeq(), operation.access === 'write' ? await textsOf(site, TENANT) : []]).toEqual([...told, ...before])
  }
  expect(answer.text, told.join(' ')).not.toContain(SECRET)
  expect(answer.text, told.join(' ')).not.toMatch(/\n {4}at |node_modules|SQLITE|root:x:0/)
  return answer
}

/** A station that speaks another version of sync waits; it is not told to give up. */
function isOtherProtocol({ operationId }: Operation, { status, body }: Answered): boolean {
  return operationId === 'syncPush' && status === 503 && String(body.detail).includes('sync protocol')
}

/** The path of the example, with some of its values replaced. */
function urlOf(operation: Operation, values: Record<string, string> = {}, query: Record<string, string> = {}): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? String(exampleParameter(operation, 'path', name) ?? 'x')))
  const required = Object.entries(operation.query ?? {}).filter(([, doc]) => doc.required).map(([name]) => [name, String(exampleParameter(operation, 'query', name))])
  return `${path}?${new URLSearchParams({ ...Object.fromEntries(required), ...query })}`
}

const isEndless = ({ path }: Operation) => path.endsWith('/stream')
const word = fc.oneof(fc.constantFrom('contact-1', 'exam-registration-1', 'nobody', '0', '', '-1', 'true', '*', '%2e%2e', '../../etc/passwd', '..', '.', 'a/b', '__proto__', 'search', 'x'.repeat(300), '\u0000', '\uFFFD'), fc.constantFrom(...HOSTILE_TEXTS), fc.string({ maxLength: 8 }))

describe.each(['station', 'hq'] as const)('%s', (role) => {
  const each = async (run: (site: TestStation, operation: Operation) => Promise<void>) => {
    const site = sites[role] ?? expect.fail()
    for (const operation of site.operations.filter((one) => !isEndless(one) && one.tag !== 'reference' && one.access !== 'open')) {
      await prepareExample(site, operation.operationId)
      await run(site, operation)
    }
    expect(logged).toEqual([])
  }

  it('takes bodies that fit', () => each(async (site, operation) => {
    if (!operation.body) return
    const example = exampleBody(operation)
    const body = fitting(operation.body as Schema).map((made) => (Array.isArray(made) || Array.isArray(example) ? made : { ...(example as object), ...(made as object) }))
    await fc.assert(fc.asyncProperty(body, async (body) => void (await send(site, operation, urlOf(operation), { body }))), { numRuns: RUNS[role] })
  }), 60_000 * times)

  it('refuses bodies that are broken in one place with 400', () => each(async (site, operation) => {
    // A newer station may say more in a push than this server knows.
    if (!operation.body || operation.operationId === 'syncPush') return
    await fc.assert(
      fc.asyncProperty(broken(operation.body as Schema, exampleBody(operation)), async ({ body, why }) => {
        const { status } = await send(site, operation, urlOf(operation), { body })
        expect([operation.operationId, why, status]).toEqual([operation.operationId, why, 400])
      }),
      { numRuns: RUNS[role] },
    )
  }), 60_000 * times)

  it('refuses what is no JSON, too deep, or hides something with 400', () => each(async (site, operation) => {
    if (operation.method === 'GET') return
    for (const [why, raw] of Object.entries(BROKEN_BYTES).filter(([why]) => role === 'station' || sample.has(why))) {
      const { status } = await send(site, operation, urlOf(operation), { raw })
      expect([operation.operationId, why, status]).toEqual([operation.operationId, why, 400])
    }
  }), 60_000)

  it('takes anything for a path or a query', () => each(async (site, operation) => {
    const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => name !== 'tenantId')
    const inQuery = ['limit', 'exclusiveStartKey', ...Object.keys(operation.query ?? {})]
    const values = fc.record(Object.fromEntries(names.map((name) => [name, word])), { requiredKeys: [] })
    await fc.assert(
      fc.asyncProperty(values, fc.dictionary(fc.constantFrom(...inQuery), word, { maxKeys: 2 }), async (values, query) => {
        await send(site, operation, urlOf(operation, values as Record<string, string>, query), { body: exampleBody(operation) })
      }),
      { numRuns: RUNS[role] },
    )
  }), 60_000 * times)

  it("has changed nothing of the other tenant's, and knows nothing of it with its own key", async () => {
    const site = sites[role] ?? expect.fail()
    const theirs = await textsOf(site, OTHER)
    expect(theirs.every((text) => text?.includes(SECRET))).toBe(true)
    for (const operation of site.operations.filter(({ path }) => path.includes('{tenantId}'))) {
      const { status } = await send(site, operation, urlOf(operation, { tenantId: OTHER }), { body: exampleBody(operation) })
      expect([operation.operationId, status]).toEqual([operation.operationId, 403])
    }
    expect(await textsOf(site, OTHER)).toEqual(theirs)
  })
})
