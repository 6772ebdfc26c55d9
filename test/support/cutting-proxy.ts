/** A line to PostgreSQL that breaks, once, when a transaction is made final: before the server hears of it, or before the client hears back. */
import { onTestFinished } from 'vitest'
import { tcpProxy } from './tcp-proxy.ts'

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
  const proxy = await tcpProxy({ host: target.hostname, port: Number(target.port) }, (client, server) => {
    let deaf = false
    if (closed) client.destroy()
    client.on('data', (data) => {
      const isCut = next !== undefined && data.includes(COMMIT)
      if (isCut) cuts++
      if (isCut && next === 'before') client.destroy()
      else server.write(data)
      if (!isCut) return
      deaf = true
      next = undefined
      closed = last
    })
    server.on('data', (data) => (deaf ? client.destroy() : client.write(data)))
  })
  onTestFinished(proxy.close)
  const through = new URL(url)
  through.port = String(proxy.port)
  return { url: through.href, cut: (when, forGood = false) => void ([next, last] = [when, forGood]), cuts: () => cuts }
}
