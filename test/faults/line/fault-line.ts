/** A line between two real processes that has the fault that it is given. */
import type { Socket } from 'node:net'
import { tcpProxy } from '../../support/tcp-proxy.ts'
import { randomOf } from '../damaged-folder.ts'
import { sleep } from '../hallpass-process.ts'
import type { Direction, Fault } from './fault.ts'
import { repeatPosts } from './repeat-posts.ts'

const waiting_bytes_max = 1_000_000

export interface FaultLine {
  url: string
  /** From now on, also on the connections that are open. */
  set(fault: Fault): void
  /** Sound again. What was dead stays dead, as with a real line. */
  heal(): void
  close(): Promise<void>
}

interface Pair {
  client: Socket
  server: Socket
  /** Since when nothing passes, whatever becomes of the line. */
  isDead: boolean
}

/** @param seed decides the jitter */
export async function faultLine(target: string, seed: number): Promise<FaultLine> {
  const { protocol, hostname: host, port } = new URL(target)
  const onward = { host, port: Number(port) }
  const random = randomOf(seed)
  const pairs = new Set<Pair>()
  let fault: Fault | undefined

  function join(client: Socket, server: Socket): { closes: boolean } {
    const pair: Pair = { client, server, isDead: false }
    pairs.add(pair)
    const repeat = repeatPosts(onward, () => (fault?.kind === 'repeat' ? fault.ms : undefined))
    client.on('data', repeat)
    passOn(pair, client, server, 'request')
    passOn(pair, server, client, 'answer')
    if (fault?.kind === 'reset') reset(pair)
    if (fault?.kind === 'black-hole') pair.isDead = true
    return { closes: true }
  }

  function passOn(pair: Pair, from: Socket, to: Socket, direction: Direction): void {
    // Drawn when the connection comes about: a cut is at a byte of that connection.
    const cutAt = fault?.kind === 'cut' && fault.of === direction ? fault.byte : Infinity
    let isTurned = false
    let passed = 0
    let waiting = 0
    let last = Promise.resolve()
    const inTurn = (run: () => Promise<void>) => void (last = last.then(run).catch(() => undefined))
    from.on('data', (data: Buffer) => {
      waiting += data.length
      if (waiting > waiting_bytes_max) from.pause()
      inTurn(async () => {
        await delayed(data.length)
        if (isStopped(pair, direction)) return
        const piece = data.subarray(0, Math.max(0, cutAt - passed))
        passed += data.length
        if (fault?.kind === 'corrupt' && fault.of === direction && !isTurned) {
          isTurned = true
          turnBit(piece)
        }
        await written(to, piece)
        if (passed >= cutAt) reset(pair)
        waiting -= data.length
        from.resume()
      })
    })
    from.once('end', () => inTurn(() => ended(pair, to)))
    from.once('close', () => inTurn(async () => {
      pairs.delete(pair)
      if (!pair.isDead) to.destroy()
    }))
  }

  function isStopped(pair: Pair, direction: Direction): boolean {
    // What was lost on the way leaves a gap: that connection is of no use any more.
    if (fault?.kind === 'one-way' && fault.stops === direction) pair.isDead = true
    return pair.isDead
  }

  async function delayed(bytes: number): Promise<void> {
    if (fault?.kind === 'latency') await sleep(fault.ms + random() * fault.jitter_ms)
    if (fault?.kind === 'bandwidth') await sleep((bytes / fault.bytes_per_s) * 1_000)
  }

  async function written(to: Socket, data: Buffer): Promise<void> {
    if (fault?.kind !== 'slice') return void to.write(data)
    const { bytes } = fault
    for (let at = 0; at < data.length; at += bytes) {
      to.write(data.subarray(at, at + bytes))
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  async function ended(pair: Pair, to: Socket): Promise<void> {
    if (fault?.kind === 'slow-close') await sleep(fault.ms)
    if (!pair.isDead) to.end()
  }

  const proxy = await tcpProxy(onward, join)
  return {
    url: `${protocol}//127.0.0.1:${proxy.port}`,
    set(next) {
      fault = next
      for (const pair of pairs) {
        if (next.kind === 'reset') reset(pair)
        if (next.kind === 'black-hole') pair.isDead = true
        if (next.kind === 'half-open') loseServer(pair)
      }
    },
    heal: () => void (fault = undefined),
    close: proxy.close,
  }
}

function reset({ client, server }: Pair): void {
  client.resetAndDestroy()
  server.resetAndDestroy()
}

function turnBit(data: Buffer): void {
  const at = data.length >> 1
  data[at] = (data[at] ?? 0) ^ 1
}

/** The far end is gone, and the client is not told. */
function loseServer(pair: Pair): void {
  pair.isDead = true
  pair.server.destroy()
}
