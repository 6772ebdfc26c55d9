/** A line to PostgreSQL that breaks, once, when a transaction is made final: before the server hears of it, or before the client hears back. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface CuttingProxy {
  /** The same database, by way of the proxy. */
  url: string
  /** The next COMMIT breaks the line of whoever sends it. @param forGood whether nobody gets through afterwards */
  cut(when: 'before' | 'after', forGood?: boolean): void
  /** How often a line was broken. */
  cuts(): number
}

/** The message that a client sends for a bare COMMIT. */
const COMMIT = Buffer.from('COMMIT\0')

export async function cuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url)
  let next: 'before' | 'after' | undefined
  let cuts = 0
  let last = false
  let closed = false
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    if (closed) {
      client.destroy()
      return
    }
    const upstream = connect(Number(target.port), target.hostname)
    let deaf = false
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.once('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.on('data', (data) => {
      const isCut = next !== undefined && data.includes(COMMIT)
      if (isCut) cuts++
      if (isCut && next === 'before') client.destroy()
      else upstream.write(data)
      if (!isCut) return
      deaf = true
      next = undefined
      closed = last
    })
    upstream.on('data', (data) => (deaf ? client.destroy() : client.write(data)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    sockets.forEach((socket) => socket.destroy())
    await new Promise((resolve) => server.close(resolve))
  })
  const through = new URL(url)
  through.port = String((server.address() as AddressInfo).port)
  return { url: through.href, cut: (when, forGood = false) => void ([next, last] = [when, forGood]), cuts: () => cuts }
}
