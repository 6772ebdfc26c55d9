/** The faults themselves, between a client and a server of this process: each does what it says. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { until } from '../../hq/mail/mail-server.ts'
import { sleep } from '../hallpass-process.ts'
import { faultLine, type FaultLine } from './fault-line.ts'

const body_bytes = 20_000
const short_ms = 1_500

/** Answers each request with as many bytes as it likes to, and counts those that came. */
async function served(): Promise<{ line: FaultLine; came: string[] }> {
  const came: string[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (data: Buffer) => (text += data.toString())).once('end', () => {
      came.push(`${request.method} ${text.length}`)
      response.end('a'.repeat(body_bytes))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const line = await faultLine(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 1)
  onTestFinished(async () => {
    await line.close()
    server.closeAllConnections()
    server.close()
  })
  return { line, came }
}

/** How many bytes of an answer came; undefined where it did not come whole. */
const post = (url: string, ms = 20_000) => fetch(url, { method: 'POST', body: 'b'.repeat(body_bytes), signal: AbortSignal.timeout(ms) }).then((answer) => answer.text()).then((text) => text.length, () => undefined)

it('slow lines bring everything, late', async () => {
  const { line, came } = await served()
  for (const [fault, least_ms] of [[{ kind: 'latency', ms: 100, jitter_ms: 50 }, 200], [{ kind: 'bandwidth', bytes_per_s: 100_000 }, 300], [{ kind: 'slice', bytes: 500 }, 0], [{ kind: 'slow-close', ms: 100 }, 0]] as const) {
    line.set(fault)
    const begun = performance.now()
    expect(await post(line.url), fault.kind).toBe(body_bytes)
    expect(performance.now() - begun, fault.kind).toBeGreaterThanOrEqual(least_ms)
  }
  expect(came).toEqual(Array.from({ length: 4 }, () => `POST ${body_bytes}`))
})

it('a cut request does not come, a cut answer does not come whole', async () => {
  const { line, came } = await served()
  line.set({ kind: 'cut', of: 'request', byte: 1_000 })
  expect(await post(line.url)).toBeUndefined()
  expect(came).toEqual([])
  line.set({ kind: 'cut', of: 'answer', byte: 1_000 })
  expect(await post(line.url)).toBeUndefined()
  expect(came).toHaveLength(1)
})

it('dead lines say nothing, a reset one says so, and a healed one serves new connections', async () => {
  const { line, came } = await served()
  for (const fault of [{ kind: 'black-hole' }, { kind: 'one-way', stops: 'request' }] as const) {
    line.set(fault)
    expect(await post(line.url, short_ms), fault.kind).toBeUndefined()
  }
  expect(came).toEqual([])
  line.set({ kind: 'one-way', stops: 'answer' })
  expect(await post(line.url, short_ms)).toBeUndefined()
  expect(came).toHaveLength(1)
  line.set({ kind: 'reset' })
  await expect(fetch(line.url)).rejects.toThrow('fetch failed')
  line.heal()
  expect(await post(line.url)).toBe(body_bytes)
})

it('what is open dies without a word, and the next connection is sound', async () => {
  const { line, came } = await served()
  const socket = connect(Number(new URL(line.url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  const ask = () => socket.write('POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 1\r\n\r\nb')
  ask()
  await once(socket, 'data')
  line.set({ kind: 'half-open' })
  ask()
  expect(await Promise.race([once(socket, 'close'), sleep(short_ms)])).toBeUndefined()
  expect(came).toHaveLength(1)
  expect(await post(line.url)).toBe(body_bytes)
})

it('a repeated request comes twice, and its answer once', async () => {
  const { line, came } = await served()
  line.set({ kind: 'repeat', ms: 10 })
  expect(await post(line.url)).toBe(body_bytes)
  await until('the second one', () => came.length === 2)
  expect(came).toEqual([`POST ${body_bytes}`, `POST ${body_bytes}`])
})

it('a turned bit comes turned', async () => {
  const { line } = await served()
  line.set({ kind: 'corrupt', of: 'answer' })
  const answer = await fetch(line.url, { method: 'POST', body: 'b' }).then((found) => found.text(), () => 'broken')
  expect(answer).not.toBe('a'.repeat(body_bytes))
})
