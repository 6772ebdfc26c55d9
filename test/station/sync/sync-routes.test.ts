/** `/sync` at headquarters, through the real server: who may ask, and that a push is applied exactly once. */
import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Operation } from '../../../src-main/station/store/store.ts'
import { httpTransport } from '../../../src-main/station/sync/http-transport.ts'
import { EXAM, exam, makeStation, TENANT, type TestStation } from '../../support/make-station.ts'

let hq: TestStation

beforeEach(async () => {
  hq = await makeStation({ deps: { role: 'hq' } })
})
afterEach(() => hq.close())

const EPOCH = 'epoch-of-the-desk'

function operation(n: number, more: Partial<Operation> = {}): Operation {
  return {
    node: 'desk', epoch: EPOCH, n, tenant: TENANT, command: 'create-record', input: { collection: 'examRegistrations', doc: exam({ notes: `n${n}` }) },
    actor: { id: 'amara', name: 'Amara', scope: 'write' }, at: '2026-11-22T16:00:00.000Z', ids: [`made-at-the-desk-${n}`],
    saw: {}, wrote: { [`examRegistrations/made-at-the-desk-${n}`]: { notes: `n${n}` } }, ...more,
  }
}

async function epochOf(): Promise<string> {
  return (await hq.call('GET', '/sync/hello?node=desk')).body.epoch
}

async function push(operations: Operation[], more: { key?: string; server_epoch?: string; protocol?: number; node?: string } = {}) {
  const { key, ...rest } = more
  return hq.call('POST', '/sync/push', { body: { protocol: 1, node: 'desk', server_epoch: await epochOf(), operations, ...rest }, ...(key ? { key } : {}) })
}

const update = (n: number, id: string, field: string, saw: unknown, wrote: unknown, more: Partial<Operation> = {}) =>
  operation(n, { command: 'update-record', input: { collection: 'examRegistrations', id, changes: { [field]: wrote } }, ids: [], saw: { [`examRegistrations/${id}`]: { [field]: saw } }, wrote: { [`examRegistrations/${id}`]: { [field]: wrote } }, ...more })

describe('the push', () => {
  it('applies each write once, with the ids and the time of the desk, and answers a repeat with the stored result', async () => {
    const first = await push([operation(1), operation(2)])
    expect(first.body.results.map(({ n, result }: { n: number; result: { state: string } }) => [n, result.state])).toEqual([[1, 'applied'], [2, 'applied']])
    const again = await push([operation(1), operation(2), operation(3)])
    expect(again.body.results.slice(0, 2)).toEqual(first.body.results)
    expect((await hq.call('GET', EXAM)).body.map(({ id, number, sys_version }: Record<string, unknown>) => [id, number, sys_version])).toEqual([1, 2, 3].map((n) => [`made-at-the-desk-${n}`, n, 1]))
    expect((await hq.call('GET', '/sync/hello?node=desk')).body.applied).toEqual({ [EPOCH]: 3 })
  })

  it('takes concurrent repeats of one push once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => push([operation(1), operation(2)])))
    for (const { body } of answers) expect(body.results).toEqual(answers[0]!.body.results)
    expect((await hq.call('GET', EXAM)).body.length).toBe(2)
  })

  it('refuses a gap and a number that another write used, and changes nothing', async () => {
    expect((await push([operation(2)])).body).toMatchObject({ results: [], gap: { epoch: EPOCH, n: 2, last: 0 } })
    await push([operation(1)])
    expect((await push([operation(1, { at: '2026-11-22T17:00:00.000Z' })])).body).toMatchObject({ results: [], forked: { epoch: EPOCH, n: 1 } })
    expect((await hq.call('GET', EXAM)).body.length).toBe(1)
  })

  it('applies nothing in a life of the database that the station does not know', async () => {
    expect((await push([operation(1)], { server_epoch: 'before-the-restore' })).body).toEqual({ epoch: await epochOf(), results: [] })
    expect((await hq.call('GET', EXAM)).body).toEqual([])
  })

  it('asks a station of another protocol to wait', async () => {
    const answer = await push([operation(1)], { protocol: 99 })
    expect([answer.status, answer.body.detail]).toEqual([503, expect.stringContaining('version 99')])
  })

  it('lists a rejected write with the rule that it broke, and goes on', async () => {
    const bad = operation(1, { input: { collection: 'examRegistrations', doc: exam({ exam_id: 'no-such-exam' }) } })
    const { body } = await push([bad, operation(2)])
    expect(body.results[0].result).toMatchObject({ state: 'rejected', status: 409, message: expect.stringContaining('exam_id'), conflicts: [{ record_id: 'made-at-the-desk-1', field: null }] })
    expect(body.results[1].result.state).toBe('applied')
  })

  it('rejects an input that does not fit, a foreign tenant and an act above the key, and goes on', async () => {
    const unfit = operation(1, { input: { collection: 'examRegistrations' } })
    const foreign = operation(2, { tenant: 'other' })
    const { body } = await push([unfit, foreign, operation(3)])
    expect(body.results.map(({ result }: { result: { state: string; status?: number } }) => [result.state, result.status])).toEqual([['rejected', 400], ['rejected', 403], ['applied', undefined]])
  })

  it('keeps a write of an unknown command waiting instead of dropping it', async () => {
    const { body } = await push([operation(1), operation(2, { command: 'teleport' }), operation(3)])
    expect([body.results.length, body.fault.status, body.fault.message]).toEqual([1, 503, expect.stringContaining('teleport')])
  })

  it('merges different fields, keeps the first of the same field, and makes no version step of what loses wholly', async () => {
    await push([operation(1)])
    const id = 'made-at-the-desk-1'
    await hq.call('PATCH', `${EXAM}/${id}`, { body: [{ op: 'replace', path: '/notes', value: 'head office' }] })
    const before = (await hq.call('GET', `${EXAM}/${id}`)).body
    const { body } = await push([update(2, id, 'notes', 'n1', 'desk'), update(3, id, 'last_name', null, 'Kaur')])
    expect(body.results[0].result).toMatchObject({ state: 'conflict', conflicts: [{ field: 'notes', mine: 'desk', theirs: 'head office', theirs_by: before.sys_last_modified_by_id, theirs_at: before.sys_last_modified_at }] })
    expect(body.results[1].result.state).toBe('applied')
    expect((await hq.call('GET', `${EXAM}/${id}`)).body).toMatchObject({ notes: 'head office', last_name: 'Kaur', sys_version: before.sys_version + 1 })
  })

  it('refuses a delete of what changed unseen, and says who deleted what is edited later', async () => {
    await push([operation(1)])
    const id = 'made-at-the-desk-1'
    const remove = (n: number) => operation(n, { command: 'delete-record', input: { collection: 'examRegistrations', id }, ids: [], saw: { [`examRegistrations/${id}`]: { '*': 'the hash of what it was' } }, wrote: { [`examRegistrations/${id}`]: {} } })
    expect((await push([remove(2)])).body.results[0].result).toMatchObject({ state: 'conflict', conflicts: [{ field: null, mine: null, theirs: { id } }] })
    await hq.call('DELETE', `${EXAM}/${id}`)
    const { result } = (await push([update(3, id, 'notes', 'n1', 'late')])).body.results[0]
    expect(result).toMatchObject({ state: 'conflict', message: expect.stringContaining('deleted'), conflicts: [{ field: null, theirs: null, theirs_by: expect.any(String), theirs_at: expect.any(String) }] })
  })

  it('takes documents as deep as any write may be', async () => {
    let deep: unknown = 'end'
    for (let i = 0; i < 58; i++) deep = { deeper: deep }
    const answer = await push([operation(1, { input: { collection: 'examRegistrations', doc: exam({ custom_field_values: [deep] }) } })])
    expect([answer.status, answer.body.results?.length]).toEqual([200, 1])
  })
})

describe('who may', () => {
  it('push: a write key, and a site\'s key only what is its site\'s', async () => {
    expect((await push([operation(1)], { key: hq.readKey })).status).toBe(403)
    const siteKey = await hq.addKey('write', TENANT, 'facility-2')
    const { body } = await push([operation(1, { input: { collection: 'examRegistrations', doc: exam({ testing_facility_id: 'facility-1' }) } })], { key: siteKey })
    expect(body.results[0].result).toMatchObject({ state: 'rejected', status: 403 })
  })

  it('read: a site\'s key only its site, a tenant only its own, and PINs are not for readers', async () => {
    await hq.seed('users', [{ id: 'amara', name: 'Amara', pin: 'scrypt' }])
    await hq.call('POST', EXAM, { body: exam({ testing_facility_id: 'facility-1' }) })
    const siteKey = await hq.addKey('write', TENANT, 'facility-2')
    expect((await hq.call('GET', '/sync/changes?since=0&site=facility-1', { key: siteKey })).status).toBe(403)
    const collections = async (key: string) => new Set((await hq.call('GET', '/sync/changes', { key })).body.changes.map(({ collection }: { collection: string }) => collection))
    expect((await collections(siteKey)).has('examRegistrations')).toBe(false)
    expect((await collections(siteKey)).has('users')).toBe(true)
    expect((await collections(hq.readKey)).has('users')).toBe(false)
    expect((await collections(hq.readKey)).has('examRegistrations')).toBe(true)
    expect([...(await collections(hq.foreignKey))]).toEqual(['apiKeys'])
    expect((await hq.call('GET', '/sync/changes', { key: null })).status).toBe(401)
    expect((await hq.call('GET', '/sync/changes?limit=0')).status).toBe(400)
  })
})

describe('the feed as text', () => {
  it('is that of its rows, whatever is written in them', async () => {
    const notes = ['Zoë "Zo" O\u2019Brien \\ /', '\u0001\u001f\t\n\u007f', '\u2028\u2029', '민준 👩🏽\u200d🎓', '', '</script>']
    for (const note of notes) await hq.call('POST', EXAM, { body: exam({ notes: note }) })
    const { id } = (await hq.call('POST', EXAM, { body: exam() })).body
    await hq.call('DELETE', `${EXAM}/${id}`)
    for (const [since, limit] of [[0, 100], [2, 3], [1_000, 1]] as const) {
      const { run, tenant, ...page } = (await hq.call('GET', `/sync/changes?since=${since}&limit=${limit}`)).body
      expect(page).toEqual(await hq.store.changes(TENANT, null, since, limit))
      expect([tenant, typeof run]).toEqual([TENANT, 'string'])
    }
  })
})

describe('the stream', () => {
  it('says that there is something new, again after each write, and ends with the server', async () => {
    const url = await hq.app.listen({ host: '127.0.0.1', port: 0 })
    let heard = ''
    let ended = false
    const stream = httpTransport(url, hq.writeKey).stream('/sync/stream', (text) => (heard += text), new AbortController().signal).then(() => (ended = true))
    const pokes = () => [...heard.matchAll(/"seq":(\d+)/g)].map(([, seq]) => Number(seq))
    await expect.poll(() => pokes().length, { timeout: 15_000 }).toBe(1)
    const start = pokes()[0]!
    await hq.call('POST', EXAM, { body: exam() })
    await expect.poll(() => pokes().at(-1), { timeout: 15_000 }).toBe(start + 1)
    await hq.app.close()
    await stream
    expect(ended).toBe(true)
  })
})

describe('what is needed first', () => {
  it('is the sittings around the day, with everything about them and who may sign in', async () => {
    await hq.seed('venues', [{ id: 'N', time_zone: 'America/Vancouver' }])
    await hq.seed('bookingEvents', [{ id: 'today', EventVenue: 'N', EventStart: '2026-11-22T17:00:00Z' }, { id: 'next-month', EventVenue: 'N', EventStart: '2026-12-22T17:00:00Z' }, { id: 'elsewhere', EventVenue: 'S', EventStart: '2026-11-22T17:00:00Z' }])
    await hq.seed('bookingRegistrations', [{ id: 'r1', EventIdentifier: 'today', Learner: 'contact-1' }, { id: 'r2', EventIdentifier: 'next-month', Learner: 'contact-2' }])
    await hq.seed('users', [{ id: 'amara', name: 'Amara' }])
    const { body } = await hq.call('GET', '/sync/first?date=2026-11-22&site=N')
    expect(body.changes.map(({ id }: { id: string }) => id)).toEqual(['amara', 'N', 'today', 'r1', 'contact-1'])
    expect((await hq.call('GET', '/sync/first?date=2026-13-45&site=N')).status).toBe(400)
  })
})

describe('a station that stands alone', () => {
  it('answers for its sync and serves no feed', async () => {
    const station = await makeStation()
    expect((await station.call('GET', '/sync/status')).body).toEqual({
      online: false, paused: false, pending: 0, lastPulledSeq: 0, lastSyncAt: null, conflicts: 0, lastError: null,
      withHub: 0, atHub: false, since: expect.any(String), waitingSince: null, nextAttemptAt: null, words: ['This station has no headquarters: everything is stored here, and nothing waits.'],
    })
    expect((await station.call('POST', '/sync/now')).status).toBe(202)
    expect((await station.call('GET', '/sync/conflicts')).body).toEqual({ Items: [] })
    expect((await station.call('POST', '/sync/conflicts/none/resolve', { body: { choice: 'mine' } })).status).toBe(404)
    expect((await station.call('POST', '/sync/conflicts/none/resolve', { body: { choice: 'both' } })).status).toBe(400)
    expect((await station.call('GET', '/sync/changes')).status).toBe(404)
    await station.close()
  })
})

it('the transport follows no redirect and hands on what is not JSON as it is', async () => {
  const server = createServer((request, reply) => {
    if (request.url === '/moved') return reply.writeHead(302, { location: '/elsewhere' }).end()
    reply.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const transport = httpTransport(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`, 'key')
  const { signal } = new AbortController()
  expect((await transport.request({ method: 'GET', path: '/moved', signal })).status).toBe(302)
  expect((await transport.request({ method: 'GET', path: '/page', signal })).text).toContain('It works!')
  await expect(transport.stream('/page', () => {}, signal)).rejects.toThrow('HTTP status 200')
  server.closeAllConnections()
  server.close()
})
