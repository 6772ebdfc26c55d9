/** Signed tokens at headquarters: real keys, a real key server on loopback, the real API. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeTokenCheck } from '../../../src-main/hq/tokens/verify-token.ts'
import { jwks_cache_ms, jwks_pause_ms, jwt_clock_tolerance_seconds } from '../../../src-shared/limits.ts'
import { EXAM, exam, makeStation, TENANT, type TestStation } from '../../support/make-station.ts'

const ISSUER = 'https://id.example.test/'
const AUDIENCE = 'hallpass'
const DAY_S = 86_400

interface Pair {
  kid: string
  alg: string
  privateKey: CryptoKey
  jwk: JWK
}

async function pair(kid: string, alg = 'ES256'): Promise<Pair> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

let one: Pair
let two: Pair
beforeAll(async () => {
  one = await pair('one')
  two = await pair('two', 'RS256')
})

/** The issuer's key server: which keys it gives, how often it was asked. */
let keys: JWK[]
let asked: number
let broken: boolean
let server: Server
let hq: TestStation
let log: string[]
const now = () => Date.now()

/** The clock alone goes on. */
function later(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
}

beforeEach(async () => {
  keys = [one.jwk]
  asked = 0
  broken = false
  log = []
  server = createServer((_request, response) => {
    asked++
    response.writeHead(broken ? 500 : 200, { 'content-type': 'application/json' }).end(broken ? 'no' : JSON.stringify({ keys }))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`)
  const token = makeTokenCheck({ settings: { issuer: ISSUER, audience: AUDIENCE, keys: url }, now, log: (line) => void log.push(line) })
  hq = await makeStation({ deps: { role: 'hq', token } })
})
afterEach(async () => {
  vi.useRealTimers()
  await hq.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const seconds = () => Math.floor(Date.now() / 1000)
const usual = (): JWTPayload => ({ iss: ISSUER, aud: AUDIENCE, sub: 'ana', name: 'Ana Ó', tenant: TENANT, scope: 'write', exp: seconds() + 300 })
const sign = (claims: JWTPayload = {}, by: Pair = one, header: { kid?: string; alg?: string } = {}) =>
  new SignJWT({ ...usual(), ...claims }).setProtectedHeader({ alg: by.alg, kid: by.kid, ...header }).sign(by.privateKey)
const status = async (key: string) => (await hq.call('GET', EXAM, { key })).status

describe('a token', () => {
  it('is taken as its tenant, scope and person', async () => {
    const made = await hq.call('POST', EXAM, { key: `Bearer ${await sign()}`, body: exam() })
    expect([made.status, made.body.sys_created_by_id]).toEqual([200, 'ana'])
    const read = await sign({ scope: 'openid read profile' })
    expect(await status(read)).toBe(200)
    expect((await hq.call('POST', EXAM, { key: read, body: exam() })).status).toBe(403)
    expect((await hq.call('POST', EXAM, { key: await sign({ scope: 'read write' }), body: exam() })).status).toBe(200)
    expect(await status(await sign({ tenant: 'other' }))).toBe(403)
    // Beside keys, which stay as they are.
    expect(await status(hq.writeKey)).toBe(200)
    expect(asked).toBe(1)
  })

  it('that names a site sees no other', async () => {
    const north = await sign({ site: 'north' })
    expect((await hq.call('GET', '/sync/changes?site=north', { key: north })).status).toBe(200)
    expect((await hq.call('GET', '/sync/changes?site=south', { key: north })).status).toBe(403)
  })

  it('is 401 where anything about it is wrong', async () => {
    const other = await pair('one')
    const bad: Record<string, string> = {
      'expired': await sign({ exp: seconds() - jwt_clock_tolerance_seconds - 5 }),
      'not yet valid': await sign({ nbf: seconds() + jwt_clock_tolerance_seconds + 60 }),
      'without an end': await sign({ exp: undefined }),
      'of another issuer': await sign({ iss: 'https://evil.example.test/' }),
      'without an issuer': await sign({ iss: undefined }),
      'for someone else': await sign({ aud: 'another' }),
      'without an audience': await sign({ aud: undefined }),
      'signed by another key of that name': await sign({}, other),
      'of a key that is not in the set': await sign({}, two),
      'changed afterwards': (await sign()).replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ ...usual(), scope: 'admin' })).toString('base64url')}.`),
      'unsigned': new UnsecuredJWT(usual()).encode(),
      'with nothing for a signature': `${(await sign()).split('.').slice(0, 2).join('.')}.AA`,
      'signed with the public key as a secret': await new SignJWT(usual()).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(new TextEncoder().encode(JSON.stringify(one.jwk))),
      'without a tenant': await sign({ tenant: undefined }),
      'with a tenant that is none': await sign({ tenant: 'a b' }),
      'with many tenants': await sign({ tenant: [TENANT] }),
      'without a scope': await sign({ scope: undefined }),
      'with another scope': await sign({ scope: 'openid administrator' }),
      'with a scope that is no text': await sign({ scope: ['admin'] }),
      'without a subject': await sign({ sub: undefined }),
      'with too long a subject': await sign({ sub: 'x'.repeat(129) }),
      'with a site that is none': await sign({ site: '' }),
      'no token at all': 'a.b.c',
    }
    for (const [what, token] of Object.entries(bad)) {
      const answer = await hq.call('GET', EXAM, { key: token })
      expect([what, answer.status]).toEqual([what, 401])
      expect(answer.headers['content-type']).toContain('application/problem+json')
    }
    expect(log).toEqual([])
  })

  it('may be a little late or early, as clocks are', async () => {
    expect(await status(await sign({ exp: seconds() - jwt_clock_tolerance_seconds + 10 }))).toBe(200)
    expect(await status(await sign({ nbf: seconds() + jwt_clock_tolerance_seconds - 10 }))).toBe(200)
  })

  it('of a secret in the set is not taken: what checks it could make it', async () => {
    const secret = new TextEncoder().encode('a secret of thirty-two characters')
    const check = makeTokenCheck({ settings: { issuer: ISSUER, audience: AUDIENCE, keys: { keys: [{ kty: 'oct', kid: 's', alg: 'HS256', k: Buffer.from(secret).toString('base64url') }] } }, now, log: () => undefined })
    expect(await check(await new SignJWT(usual()).setProtectedHeader({ alg: 'HS256', kid: 's' }).sign(secret))).toBeUndefined()
  })

  it('is unknown to a station', async () => {
    const station = await makeStation()
    expect((await station.call('GET', EXAM, { key: await sign() })).status).toBe(401)
    await station.close()
  })

  it('counts by its person against the rate', async () => {
    const check = makeTokenCheck({ settings: { issuer: ISSUER, audience: AUDIENCE, keys: { keys: [one.jwk] } }, now, log: () => undefined })
    const own = await makeStation({ limits: { rate: 2 }, deps: { role: 'hq', token: check } })
    const [ana, bo] = [await sign(), await sign({ sub: 'bo' })]
    const answers = await Promise.all([ana, ana, ana, bo].map((key) => own.call('GET', EXAM, { key })))
    // Sent at once: which of the three comes last is chance.
    const statuses = answers.map((answer) => answer.status)
    expect([statuses.slice(0, 3).sort(), statuses[3]]).toEqual([[200, 200, 429], 200])
    expect(Number(answers.find(({ status }) => status === 429)?.headers['retry-after'])).toBeGreaterThanOrEqual(1)
    await own.close()
  })
})

describe('the key set', () => {
  it('is asked for once, and again for a key that it did not have, but not at every request', async () => {
    for (let i = 0; i < 5; i++) expect(await status(await sign())).toBe(200)
    expect(asked).toBe(1)
    keys = [one.jwk, two.jwk]
    for (let i = 0; i < 5; i++) expect(await status(await sign({}, two))).toBe(401)
    expect(asked).toBe(1)
    later(jwks_pause_ms + 1)
    expect(await status(await sign({ exp: seconds() + DAY_S }, two))).toBe(200)
    expect(asked).toBe(2)
  })

  it('is read again after a while: a key that the issuer took back is refused', async () => {
    const token = await sign({ exp: seconds() + DAY_S })
    expect(await status(token)).toBe(200)
    keys = [two.jwk]
    later(jwks_cache_ms - 1_000)
    expect(await status(token)).toBe(200)
    later(2_000)
    expect(await status(token)).toBe(401)
  })

  it('that cannot be had means 401 and one line in the log, without asking at every request; keys go on', async () => {
    broken = true
    for (let i = 0; i < 5; i++) expect(await status(await sign())).toBe(401)
    expect(asked).toBe(1)
    expect(log).toHaveLength(1)
    expect(log[0]).toMatch(/^The keys for tokens cannot be had from http:\/\/127\.0\.0\.1:\d+\/keys \(.+\); tokens are refused\.$/)
    expect(await status(hq.writeKey)).toBe(200)
    broken = false
    later(jwks_pause_ms + 1)
    expect(await status(await sign({ exp: seconds() + DAY_S }))).toBe(200)
    expect(asked).toBe(2)
  })

  it('that nobody answers for, and one that is none, are the same', async () => {
    await new Promise((resolve) => server.close(resolve))
    expect(await status(await sign())).toBe(401)
    expect(log.join()).toContain('ECONNREFUSED')
    const odd = createServer((_request, response) => void response.end('<html>')).listen(0, '127.0.0.1')
    await new Promise((resolve) => odd.once('listening', resolve))
    const check = makeTokenCheck({ settings: { issuer: ISSUER, audience: AUDIENCE, keys: new URL(`http://127.0.0.1:${(odd.address() as AddressInfo).port}/`) }, now, log: (line) => void log.push(line) })
    expect(await check(await sign())).toBeUndefined()
    expect(log).toHaveLength(2)
    odd.closeAllConnections()
    await new Promise((resolve) => odd.close(resolve))
    server = createServer().listen(0, '127.0.0.1')
  })
})
