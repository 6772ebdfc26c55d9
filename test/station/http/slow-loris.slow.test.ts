/** Clients that send a byte now and then: cut off by the clock, while others are served. */
import { connect, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { http_headers_timeout_ms, http_timeout_check_ms } from '../../../src-shared/limits.ts'
import { EXAM, makeStation } from '../../support/make-station.ts'

it('cuts off headers that never end', async () => {
  const station = await makeStation()
  await station.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = station.app.server.address() as AddressInfo
  const started = Date.now()
  const drips = Array.from({ length: 100 }, () => drip(port))
  expect((await fetch(`http://127.0.0.1:${port}${EXAM}`, { headers: { authorization: station.writeKey } })).status).toBe(200)
  const answers = await Promise.all(drips)
  expect(Date.now() - started).toBeLessThan(http_headers_timeout_ms + 3 * http_timeout_check_ms + 5_000)
  expect(answers.every((answer) => answer.startsWith('HTTP/1.1 408'))).toBe(true)
  await station.close()
})

function drip(port: number): Promise<string> {
  return new Promise((resolve) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n'))
    const timer = setInterval(() => socket.write('X-A: b\r\n'), 500)
    socket.on('data', (chunk) => (received += chunk.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearInterval(timer)
      resolve(received)
    })
  })
}
