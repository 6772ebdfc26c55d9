/** Contract section 2, sentence by sentence. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StoreError } from '../../../src-main/station/store/store-error.ts'
import { hashApiKey } from '../../../src-main/station/http/api-key.ts'
import { EXAM, exam, makeStation, TENANT, type TestStation } from '../../support/make-station.ts'

let station: TestStation
let id: string
beforeAll(async () => {
  station = await makeStation()
  id = (await station.call('POST', EXAM, { body: exam() })).body.id
})
afterAll(() => station.close())

const call: TestStation['call'] = (...args) => station.call(...args)

describe('keys', () => {
  it('takes KEY and Bearer KEY alike', async () => {
    expect((await call('GET', `${EXAM}/${id}`)).status).toBe(200)
    expect((await call('GET', `${EXAM}/${id}`, { key: `Bearer ${station.writeKey}` })).status).toBe(200)
    expect((await call('GET', `${EXAM}/${id}`, { key: `bearer  ${station.writeKey}` })).status).toBe(200)
  })

  it('answers 401 where the key is missing, unknown or revoked', async () => {
    const revoked = await station.addKey('admin')
    const row = await station.store.keys.byHash(hashApiKey(revoked))
    await station.store.keys.revoke(row!.id, new Date().toISOString())
    for (const key of [null, '', 'Bearer', 'Bearer ', 'nonsense', `${station.writeKey}x`, revoked, `Basic ${station.writeKey}`]) {
      const answer = await call('GET', EXAM, { key })
      expect([key, answer.status]).toEqual([key, 401])
      expect(answer.headers['content-type']).toContain('application/problem+json')
      expect(answer.headers['www-authenticate']).toBe('Bearer')
    }
  })

  it('answers 403 for another tenant, whether or not that tenant exists, and before it looks at anything else', async () => {
    expect((await call('GET', `/examRegistrations/other/${id}`)).status).toBe(403)
    expect((await call('GET', '/examRegistrations/nobody')).status).toBe(403)
    expect((await call('POST', '/examRegistrations/other', { raw: '{broken' })).status).toBe(403)
    expect((await call('GET', `/examRegistrations/${TENANT}/${id}`, { key: station.foreignKey })).status).toBe(403)
    expect((await call('GET', '/examRegistrations/other/not%20an%20id')).status).toBe(403)
  })

  it('lets a read key get and search, and nothing else', async () => {
    const key = station.readKey
    expect((await call('GET', EXAM, { key })).status).toBe(200)
    expect((await call('POST', `${EXAM}/search`, { key, body: {} })).status).toBe(200)
    expect((await call('POST', `${EXAM}/generateRegistration/process-1/contact-1`, { key })).status).toBe(200)
    for (const [method, url] of [['POST', EXAM], ['PUT', `${EXAM}/${id}`], ['PATCH', `${EXAM}/${id}`], ['DELETE', `${EXAM}/${id}`], ['POST', `${EXAM}/batch`]] as const) {
      expect([method, (await call(method, url, { key, body: {} })).status]).toEqual([method, 403])
    }
    expect((await call('DELETE', `${EXAM}/none`, { key })).status).toBe(403)
  })

  it('takes the token of a signed-in user as that user', async () => {
    const actor = { id: 'user-1', name: 'Amara', scope: 'write' as const }
    const own = await makeStation({ deps: { session: (token) => (token === 'a-session' ? { tenant: TENANT, actor, site: null, session: true } : undefined) } })
    const made = await own.call('POST', EXAM, { key: 'Bearer a-session', body: exam() })
    expect(made.body.sys_created_by_id).toBe('user-1')
    expect((await own.call('GET', EXAM, { key: 'Bearer another' })).status).toBe(401)
    await own.close()
  })

  it('keeps only the hash of a key', async () => {
    expect(JSON.stringify(await station.store.keys.list(TENANT))).not.toContain(station.writeKey)
    expect(await station.store.keys.byHash(station.writeKey)).toBeUndefined()
  })
})

describe('problems', () => {
  it('are RFC 9457 with JSON pointers for what is wrong in a body', async () => {
    const { status, body, headers } = await call('POST', EXAM, { body: exam({ score: 'high', colour: 'red', status: 'napping', date: '2026-02-30' }) })
    expect(status).toBe(400)
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(body).toMatchObject({ status: 400, title: expect.any(String), type: expect.any(String), detail: expect.any(String) })
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['/colour', '/date', '/score', '/status'])
  })

  it('never show a stack trace, and say a plain sentence for what went wrong here', async () => {
    const logged: string[] = []
    const broken = await makeStation({
      deps: { log: (line) => void logged.push(line) },
      wrap: (store) => ({ ...store, get: async () => { throw new Error('the secret inside at /home/x.ts:3') } }),
    })
    const answer = await broken.call('GET', `${EXAM}/${id}`)
    expect(answer.status).toBe(500)
    expect(answer.text).not.toMatch(/secret|\.ts|at /)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(logged.join()).toContain('the secret inside')
    await broken.close()
  })

  it('say 507 where a write cannot be stored, and reading goes on', async () => {
    let full = false
    const own = await makeStation({
      wrap: (store) => ({ ...store, commit: (commit) => (full ? Promise.reject(new StoreError('full', 'The disk is full.')) : store.commit(commit)) }),
    })
    const made = (await own.call('POST', EXAM, { body: exam() })).body
    full = true
    const refused = await own.call('PATCH', `${EXAM}/${made.id}`, { body: [{ op: 'add', path: '/notes', value: 'x' }], headers: { 'idempotency-key': 'retry-me' } })
    expect([refused.status, refused.body.status]).toEqual([507, 507])
    expect((await own.call('GET', `${EXAM}/${made.id}`)).status).toBe(200)
    full = false
    const retried = await own.call('PATCH', `${EXAM}/${made.id}`, { body: [{ op: 'add', path: '/notes', value: 'x' }], headers: { 'idempotency-key': 'retry-me' } })
    expect(retried.status).toBe(200)
    await own.close()
  })
})

describe('what is sent', () => {
  it('is at most 1 MiB: 413', async () => {
    expect((await call('POST', EXAM, { raw: `"${'x'.repeat(1_048_576)}"` })).status).toBe(413)
    const justFits = JSON.stringify(exam({ notes: 'n'.repeat(90_000) }))
    expect((await call('POST', EXAM, { raw: justFits })).status).toBe(200)
  })

  it('is JSON in UTF-8: 415 for anything else', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'nonsense']) {
      expect([type, (await call('POST', EXAM, { raw: '{}', headers: { 'content-type': type } })).status]).toEqual([type, 415])
    }
    expect((await call('POST', EXAM, { body: exam(), headers: { 'content-encoding': 'gzip' } })).status).toBe(415)
    expect((await call('POST', EXAM, { body: exam(), headers: { 'content-type': 'application/json; charset=UTF-8' } })).status).toBe(200)
  })

  it('is well-formed: 400', async () => {
    for (const raw of ['{', 'nul', '{"a":1,}', '[1', '"', 'undefined', "{'a':1}", '\ufeff', '{"score":1e999}']) {
      expect([raw, (await call('POST', EXAM, { raw })).status]).toEqual([raw, 400])
    }
    expect((await call('POST', EXAM, { raw: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) })).status).toBe(400)
  })

  it('is an object where a record is expected, and there: 400', async () => {
    for (const body of [[], 'text', 5, true, null]) expect((await call('POST', EXAM, { body })).status).toBe(400)
    expect((await call('POST', EXAM)).status).toBe(400)
    expect((await call('PATCH', `${EXAM}/${id}`, { body: {} })).status).toBe(400)
  })
})

describe('paths', () => {
  it('that do not exist are 404 as a problem', async () => {
    const answer = await call('GET', '/nothing/here')
    expect([answer.status, answer.body.status]).toEqual([404, 404])
  })

  it('refuse another method with 405 and Allow', async () => {
    const cases = [
      ['PUT', EXAM, 'GET, HEAD, POST'], ['DELETE', EXAM, 'GET, HEAD, POST'], ['OPTIONS', EXAM, 'GET, HEAD, POST'],
      ['POST', `${EXAM}/${id}`, 'DELETE, GET, HEAD, PATCH, PUT'],
      ['GET', `${EXAM}/search`, 'POST'], ['DELETE', `${EXAM}/search`, 'POST'], ['PUT', `${EXAM}/batch`, 'POST'], ['PATCH', `${EXAM}/batch`, 'POST'],
      ['POST', `${EXAM}/student/contact-1`, 'GET, HEAD'],
      ['GET', `/registrations/${TENANT}`, 'POST'],
      ['POST', `/contacts/${TENANT}`, 'GET, HEAD'], ['DELETE', `/contacts/${TENANT}/contact-1`, 'GET, HEAD'], ['PUT', `/bookingEvents/${TENANT}/x`, 'GET, HEAD'],
      ['POST', '/healthz', 'GET, HEAD'], ['DELETE', '/openapi.json', 'GET, HEAD'],
      ['TRACE', EXAM, 'GET, HEAD, POST'],
    ] as const
    for (const [method, url, allow] of cases) {
      const answer = await call(method, url)
      expect([method, url, answer.status, answer.headers.allow]).toEqual([method, url, 405, allow])
    }
  })

  it('ask for the key before they say 405', async () => {
    expect((await call('PUT', EXAM, { key: null })).status).toBe(401)
    expect((await call('PUT', '/examRegistrations/other')).status).toBe(403)
  })

  it('answer HEAD like GET', async () => {
    const answer = await call('HEAD', `${EXAM}/${id}`)
    expect([answer.status, answer.text]).toEqual([200, ''])
    expect((await call('HEAD', `${EXAM}/${id}`, { key: null })).status).toBe(401)
  })

  it('refuse an id that breaks the pattern with 400', async () => {
    for (const bad of ['a%20b', 'a.b', '%C3%A9', 'a%2Fb', 'x'.repeat(129), '%3Cscript%3E', "'--", '..%2f..%2fetc%2fpasswd', '']) {
      for (const method of ['GET', 'DELETE']) expect([bad, (await call(method, `${EXAM}/${bad}`)).status]).toEqual([bad, 400])
    }
    expect((await call('GET', `${EXAM}/a-b|c:d_9`)).status).toBe(404)
  })

  it('refuse NUL and broken percent-encoding with 400', async () => {
    for (const url of [`${EXAM}/%zz`, `${EXAM}/%`, `${EXAM}/%c3%28`, `${EXAM}/a%00b`, `${EXAM}?fields=%zz`, `${EXAM}?fields=%00`, '/docs/..%5c..']) {
      expect([url, (await call('GET', url)).status]).toEqual([url, 400])
    }
  })
})

describe('hostile JSON', () => {
  it('is refused without harm', async () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000)
    const hostile = [
      deep, `{"notes":${deep}}`, '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000), '['.repeat(500_000),
      '{"__proto__":{"admin":true}}', '{"\\u005f_proto__":1}', '{"custom_field_values":[{"__proto__":1}]}',
      '{"constructor":{"prototype":{"admin":true}}}', '{"notes":"a\\u0000b"}', '{"a\\u0000":1}', '{"notes":"\\ud800"}',
    ]
    for (const raw of hostile) expect([raw.slice(0, 40), (await call('POST', EXAM, { raw })).status]).toEqual([raw.slice(0, 40), 400])
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
  })

  it('keeps text that only looks dangerous, byte for byte', async () => {
    for (const notes of ["'; DROP TABLE record; --", '{{ 7 | times: 7 }}', '<script>alert(1)</script>', '../../etc/passwd', '%00', '𝒳 \u202e rtl', 'a\nb\tc', '\u2028']) {
      const made = await call('POST', EXAM, { body: exam({ notes }) })
      expect([made.status, made.body.notes]).toEqual([200, notes])
      expect((await call('GET', `${EXAM}/${made.body.id}`)).body.notes).toBe(notes)
    }
  })
})

describe('limits', () => {
  it('on the rate answer 429 with Retry-After, for each key by itself', async () => {
    const own = await makeStation({ limits: { rate: 3 } })
    const answers = await Promise.all(Array.from({ length: 6 }, () => own.call('GET', EXAM)))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBe(3)
    for (const { headers, body } of refused) expect([Number(headers['retry-after']) >= 1, body.status]).toEqual([true, 429])
    expect((await own.call('GET', EXAM, { key: own.readKey })).status).toBe(200)
    expect((await own.call('GET', '/healthz', { key: null })).status).toBe(200)
    await own.close()
  })

  it('on records answer 429 to the create that is too many, also of fifty at once', async () => {
    const own = await makeStation({ limits: { records: 5 } })
    const answers = await Promise.all(Array.from({ length: 50 }, () => own.call('POST', EXAM, { body: exam() })))
    expect(answers.filter(({ status }) => status === 200).length).toBe(5)
    expect(answers.filter(({ status, headers }) => status === 429 && headers['retry-after'] !== undefined).length).toBe(45)
    const batch = await own.call('POST', `${EXAM}/batch`, { body: { operations: [{ operation: 'create', object: exam() }] } })
    expect(batch.body.results[0].status).toBe(429)
    await own.close()
  })

  it('are off unless given', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => call('GET', `${EXAM}/${id}`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  })
})

describe('every answer', () => {
  it('has the security headers and no CORS, also a refusal', async () => {
    for (const url of [EXAM, '/nothing', `${EXAM}/%zz`, '/docs', '/openapi.json']) {
      const { headers } = await call('GET', url, { headers: { origin: 'https://evil.example' } })
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
      expect(headers.server ?? headers['x-powered-by']).toBeUndefined()
    }
  })
})
