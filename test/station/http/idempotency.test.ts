/** Contract section 2: `Idempotency-Key`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAM, exam, makeStation, TENANT, type TestStation } from '../../support/make-station.ts'

let station: TestStation
beforeAll(async () => {
  station = await makeStation()
})
afterAll(() => station.close())

const call: TestStation['call'] = (...args) => station.call(...args)
const keyed = (key: string) => ({ headers: { 'idempotency-key': key } })
const count = (own = station) => own.store.count({ tenant: TENANT, collection: 'examRegistrations', where: [] })

it('the same key and request answers the first answer again, for every method that writes', async () => {
  const create = () => call('POST', EXAM, { body: exam({ notes: 'once' }), ...keyed('create') })
  const first = await create()
  const before = await count()
  const again = await create()
  expect([again.status, again.body]).toEqual([200, first.body])
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect(await count()).toBe(before)

  const one = `${EXAM}/${first.body.id}`
  for (const [method, body] of [['PATCH', [{ op: 'add', path: '/city', value: 'x' }]], ['PUT', exam({ notes: 'two' })], ['DELETE', undefined]] as const) {
    const done = await call(method, one, { body, ...keyed(method) })
    const repeated = await call(method, one, { body, ...keyed(method) })
    expect([method, repeated.status, repeated.text]).toEqual([method, 200, done.text])
  }
  expect((await call('GET', one)).status).toBe(404)
})

it('a refusal is answered again as well, as a problem', async () => {
  const refused = await call('POST', EXAM, { body: exam({ exam_id: 'later' }), ...keyed('refused') })
  expect(refused.status).toBe(409)
  await station.seed('exams', [{ id: 'later' }])
  const again = await call('POST', EXAM, { body: exam({ exam_id: 'later' }), ...keyed('refused') })
  expect([again.status, again.body]).toEqual([409, refused.body])
  expect(again.headers['content-type']).toContain('application/problem+json')
})

it('a search is answered again too', async () => {
  const first = await call('POST', `${EXAM}/search`, { body: {}, ...keyed('search') })
  await call('POST', EXAM, { body: exam() })
  expect((await call('POST', `${EXAM}/search`, { body: {}, ...keyed('search') })).body).toEqual(first.body)
})

it('another request under the key is 422: body, path, query or method', async () => {
  const made = await call('POST', EXAM, { body: exam(), ...keyed('mine') })
  expect((await call('POST', EXAM, { body: exam({ notes: 'other' }), ...keyed('mine') })).status).toBe(422)
  expect((await call('POST', `${EXAM}/search`, { body: exam(), ...keyed('mine') })).status).not.toBe(200)
  expect((await call('DELETE', `${EXAM}/${made.body.id}`, keyed('mine'))).status).toBe(422)
  expect((await call('GET', `${EXAM}/${made.body.id}`)).status).toBe(200)
})

it('a key is 1 to 255 characters, and ignored by GET', async () => {
  expect((await call('POST', EXAM, { body: exam(), ...keyed('k'.repeat(256)) })).status).toBe(400)
  expect((await call('POST', EXAM, { body: exam(), ...keyed('k'.repeat(255)) })).status).toBe(200)
  expect((await call('GET', EXAM, keyed('mine'))).status).toBe(200)
})

it('a key belongs to its tenant', async () => {
  const foreign = { key: station.foreignKey, ...keyed('shared') }
  await call('POST', EXAM, { body: exam(), ...keyed('shared') })
  const other = await call('POST', '/examRegistrations/other/search', { body: {}, ...foreign })
  expect([other.status, other.body]).toEqual([200, { Items: [] }])
})

describe('fifty at once with one key', () => {
  it('write once: one answer or 409 while it is under way', async () => {
    const before = await count()
    const answers = await Promise.all(Array.from({ length: 50 }, () => call('POST', EXAM, { body: exam({ notes: 'race' }), ...keyed('race') })))
    expect(await count()).toBe(before + 1)
    const done = answers.filter(({ status }) => status === 200)
    expect(new Set(done.map(({ body }) => body.id)).size).toBe(1)
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
    expect((await call('POST', EXAM, { body: exam({ notes: 'race' }), ...keyed('race') })).body.id).toBe(done[0]!.body.id)
  })

  it('refuse another request that comes meanwhile with 422', async () => {
    const answers = await Promise.all([call('POST', EXAM, { body: exam(), ...keyed('meanwhile') }), call('POST', EXAM, { body: exam({ notes: 'other' }), ...keyed('meanwhile') })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
  })
})

describe('what is remembered', () => {
  it('outlives a restart, for 7 days', async () => {
    let now = '2026-11-22T10:00:00.000Z'
    let own = await makeStation({ now: () => now })
    const { writeKey: key } = own
    const create = () => own.call('POST', EXAM, { key, body: exam(), ...keyed('kept') })
    const first = await create()
    own = await own.restart()
    expect((await create()).body).toEqual(first.body)
    now = '2026-11-29T09:59:00.000Z'
    expect((await create()).body).toEqual(first.body)
    now = '2026-11-29T11:30:00.000Z'
    const fresh = await create()
    expect([fresh.status, fresh.body.id === first.body.id]).toEqual([200, false])
    await own.close()
  })

  it('of a batch are its parts: a repeat after a crash in the middle does the rest', async () => {
    let crash = true
    const own = await makeStation({
      wrap: (store) => ({ ...store, saveReply: async (...args) => (crash ? Promise.reject(new Error('power gone')) : store.saveReply(...args)) }),
      deps: { log: () => undefined },
    })
    const operations = Array.from({ length: 5 }, (_, i) => ({ operation: 'create', object: exam({ notes: `${i}` }) }))
    const send = () => own.call('POST', `${EXAM}/batch`, { body: { operations }, ...keyed('batch') })
    expect((await send()).status).toBe(500)
    const stored = (await own.call('GET', EXAM)).body
    expect(stored.length).toBe(5)
    crash = false
    const repeated = await send()
    expect(repeated.body).toMatchObject({ success_count: 5, error_count: 0 })
    expect(repeated.body.results.map(({ id }: { id: string }) => id).sort()).toEqual(stored.map(({ id }: { id: string }) => id))
    expect((await own.call('GET', EXAM)).body).toEqual(stored)
    expect((await send()).body).toEqual(repeated.body)
    await own.close()
  })

  it('are not refusals for now: too busy, too many, no room', async () => {
    const own = await makeStation({ limits: { records: 1 } })
    const made = await own.call('POST', EXAM, { body: exam() })
    const create = () => own.call('POST', EXAM, { body: exam({ notes: 'later' }), ...keyed('room') })
    expect((await create()).status).toBe(429)
    await own.call('DELETE', `${EXAM}/${made.body.id}`)
    expect((await create()).status).toBe(200)
    await own.close()
  })
})
