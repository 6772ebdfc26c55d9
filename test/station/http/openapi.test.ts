/** The API's description of itself, and the window at `/`. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RESOURCES } from '../../../src-shared/resources/index.ts'
import { VERSION } from '../../../src-shared/version.ts'
import { contentSecurityPolicy } from '../../../src-shared/window-policy.ts'
import { EXAM, makeStation, type TestStation } from '../../support/make-station.ts'

let station: TestStation
// oxlint-disable-next-line no-explicit-any [reason: a JSON document that is looked at field by field]
let api: any
beforeAll(async () => {
  station = await makeStation()
  api = (await station.call('GET', '/openapi.json', { key: null })).body
})
afterAll(() => station.close())

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

it('describes every mounted operation, with unique names', () => {
  expect(api.openapi).toBe('3.1.0')
  expect(api.info.version).toBe(VERSION)
  const described = Object.entries<Record<string, { operationId: string }>>(api.paths).flatMap(([path, item]) => METHODS.filter((method) => item[method]).map((method) => `${method} ${path}`))
  const mounted = station.operations.map(({ method, path }) => `${method.toLowerCase()} ${path}`)
  expect(described.sort()).toEqual(mounted.sort())
  const ids = station.operations.map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
})

it('has nothing mounted that is not described', () => {
  const routes = station.app.printRoutes({ commonPrefix: false })
  expect(routes).toContain('examRegistrations')
  for (const { method, path } of station.operations) expect(station.app.hasRoute({ method, url: path.replaceAll(/\{(\w+)\}/g, ':$1') })).toBe(true)
})

it('refuses a mount that goes around the description', async () => {
  await expect(makeStation({ mounts: [(app) => void app.get('/hidden', async () => 'x')] })).rejects.toThrow('route()')
})

it('resolves every reference and names every path parameter', () => {
  const refs = [...JSON.stringify(api).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
  expect(refs.length).toBeGreaterThan(100)
  for (const [, kind, name] of refs) expect(Object.keys(api.components[kind!])).toContain(name)
  for (const [path, item] of Object.entries<Record<string, { parameters: { name: string; in: string; required?: boolean }[]; responses: Record<string, unknown> }>>(api.paths)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    for (const method of METHODS.filter((name) => item[name])) {
      const operation = item[method]!
      expect(operation.parameters.filter((parameter) => parameter.in === 'path' && parameter.required).map(({ name }) => name)).toEqual(inPath)
      expect(Object.keys(operation.responses)).toContain('500')
    }
  }
})

it('takes every field, title, description and enum from the declarations', () => {
  for (const resource of RESOURCES) {
    const schema = api.components.schemas[resource.collection.charAt(0).toUpperCase() + resource.collection.slice(1)]
    expect(schema.properties).toEqual(JSON.parse(JSON.stringify(resource.schema.properties)))
    const search = api.paths[`/${resource.path}/{tenantId}/search`].post.requestBody.content['application/json'].schema
    expect(Object.keys(search.properties)).toEqual(Object.keys(resource.search))
  }
})

it('marks extensions and the operations that need no key', () => {
  expect(api.paths[`/contacts/{tenantId}`].get['x-hallpass']).toBe(true)
  expect(api.paths['/examRegistrations/{tenantId}'].get['x-hallpass']).toBeUndefined()
  expect(api.paths['/healthz'].get.security).toEqual([])
  expect(api.paths['/registrations/{tenantId}'].get).toBeUndefined()
})

it('answers /docs without a key, without scripts and without anything from elsewhere', async () => {
  const { status, text, headers } = await station.call('GET', '/docs', { key: null })
  expect(status).toBe(200)
  expect(headers['content-type']).toContain('text/html')
  expect(text).toContain('/examRegistrations/{tenantId}')
  expect(text).not.toMatch(/<script|https?:\/\//)
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/)
})

it('answers /healthz', async () => {
  expect((await station.call('GET', '/healthz', { key: null })).body).toEqual({ status: 'ok', role: 'station' })
})

it('has the version of package.json', () => {
  expect(VERSION).toBe((JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version)
})

describe('the window', () => {
  it('is served at / with its own strict policy, and nothing beside it', async () => {
    const windowDir = mkdtempSync(join(tmpdir(), 'hallpass-window-'))
    mkdirSync(join(windowDir, 'assets'))
    writeFileSync(join(windowDir, 'index.html'), '<!doctype html><html><head><title>Hallpass</title></head></html>')
    writeFileSync(join(windowDir, 'assets', 'app-1.js'), 'export {}')
    writeFileSync(join(windowDir, '.secret'), 'no')
    const own = await makeStation({ deps: { windowDir } })
    const page = await own.call('GET', '/', { key: null })
    expect([page.status, page.text.includes('Hallpass')]).toEqual([200, true])
    const nonce = /<meta property="csp-nonce" nonce="([^"]+)">/.exec(page.text)?.[1] ?? 'none'
    expect(page.headers['content-security-policy']).toBe(contentSecurityPolicy(nonce))
    expect(page.headers['content-security-policy']).not.toMatch(/unsafe|\*/)
    expect((await own.call('GET', '/', { key: null })).text).not.toContain(nonce)
    expect((await own.call('GET', '/assets/app-1.js', { key: null })).headers['cache-control']).toContain('immutable')
    for (const url of ['/.secret', '/assets/%2e%2e/%2e%2e/etc/passwd', '/assets/', '/assets/none.js']) expect((await own.call('GET', url, { key: null })).status).toBeGreaterThanOrEqual(400)
    expect((await own.call('GET', EXAM, { key: null })).status).toBe(401)
    await own.close()
    rmSync(windowDir, { recursive: true })
  })
})
