/** Stands between a station and its headquarters and counts what passes. */
import { createServer, request as ask, Agent } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { BenchContext } from './figures.ts'

export interface Counts {
  url: string
  /** Requests since it was started, by method and path without its query. */
  requests: Map<string, number>
  /** Bytes of answers that came through since it was started. */
  bytes: () => number
  /** Ends every connection, whatever is under way. */
  cut: () => void
}

export async function countingProxy({ onEnd }: BenchContext, target: string): Promise<Counts> {
  const requests = new Map<string, number>()
  let bytes = 0
  const agent = new Agent({ keepAlive: true })
  const server = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? '').split('?')[0] ?? ''
    requests.set(`${incoming.method} ${path}`, (requests.get(`${incoming.method} ${path}`) ?? 0) + 1)
    const onward = ask(target + incoming.url, { agent, method: incoming.method, headers: { ...incoming.headers, host: new URL(target).host } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.on('error', () => outgoing.destroy())
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onEnd(() => {
    server.close()
    server.closeAllConnections()
    agent.destroy()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, bytes: () => bytes, cut: () => server.closeAllConnections() }
}
