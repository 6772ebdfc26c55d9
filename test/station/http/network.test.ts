/** The server on a real socket: what `inject` would tidy up on the way. */
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAM, exam, makeStation, type TestStation } from '../../support/make-station.ts'
import { rawHttp, statusOf } from '../../support/raw-http.ts'

let station: TestStation
let port: number
beforeAll(async () => {
  station = await makeStation()
  await station.app.listen({ host: '127.0.0.1', port: 0 })
  port = (station.app.server.address() as AddressInfo).port
})
afterAll(() => station.close())

const ask = (target: string, host = `127.0.0.1:${port}`, method = 'GET') =>
  rawHttp(port, `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${station.writeKey}\r\nConnection: close\r\n\r\n`)

describe('on loopback', () => {
  it('answers its own names on any port, and no others', async () => {
    for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST:1', '[::1]:4780', `127.0.0.1:${port}`]) expect([host, statusOf(await ask(EXAM, host))]).toEqual([host, 200])
    for (const host of ['evil.example', 'evil.example:4780', '127.0.0.1.evil.example', 'localhost.evil.example', '192.168.1.4', '10.0.0.1:4780', 'localhost@evil.example', '']) {
      const answer = await ask(EXAM, host)
      expect([host, statusOf(answer) >= 400 && statusOf(answer) < 500]).toEqual([host, true])
      expect(answer).not.toContain('exam_id')
    }
    expect(statusOf(await ask('/healthz', 'evil.example'))).toBe(421)
  })
})

describe('raw addresses', () => {
  it('with dot segments are 400', async () => {
    for (const target of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', `${EXAM}/..`, `${EXAM}/%2e%2e`, `${EXAM}/./x`]) expect([target, statusOf(await ask(target))]).toEqual([target, 400])
  })

  it('with methods that nobody has heard of are refused', async () => {
    expect(statusOf(await ask(EXAM, 'localhost', 'PROPFIND'))).toBe(405)
    expect(statusOf(await ask(EXAM, 'localhost', 'BREW'))).toBe(400)
  })

  it('and what is no HTTP at all get a problem document', async () => {
    const answer = await rawHttp(port, 'nonsense\r\n\r\n')
    expect(statusOf(answer)).toBe(400)
    expect(answer).toContain('application/problem+json')
    expect(statusOf(await rawHttp(port, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`))).toBe(431)
    expect(statusOf(await rawHttp(port, `POST ${EXAM} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`))).toBe(400)
  })
})

describe('closing', () => {
  it('finishes the requests under way', async () => {
    const own = await makeStation()
    await own.app.listen({ host: '127.0.0.1', port: 0 })
    const { port: ownPort } = own.app.server.address() as AddressInfo
    const post = (i: number) =>
      fetch(`http://127.0.0.1:${ownPort}${EXAM}`, { method: 'POST', headers: { authorization: own.writeKey, 'content-type': 'application/json' }, body: JSON.stringify(exam({ notes: `${i}` })) })
    const underWay = Array.from({ length: 20 }, (_, i) => post(i))
    await Promise.all(underWay.slice(0, 1))
    const closed = own.app.close()
    const answers = await Promise.allSettled(underWay)
    await closed
    const stored = await own.store.count({ tenant: 'acme', collection: 'examRegistrations', where: [] })
    const acknowledged = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.status === 200).length
    expect(stored).toBe(acknowledged)
    expect(acknowledged).toBeGreaterThan(0)
    await own.close()
  })
})
