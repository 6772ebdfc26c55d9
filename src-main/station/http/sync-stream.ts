/** GET /sync/stream: server-sent events that say "there is something new", and nothing else. */
import type { FastifyReply } from 'fastify'
import { stream_keepalive_ms } from '../../../src-shared/limits.ts'
import type { CentralStore, Store } from '../store/store.ts'

/** Where pokes come from. */
export interface PokeSource {
  /** Calls back when there may be something new. @returns how to stop */
  listen(heard: () => void): () => void
  /** What there is; see pokeSchema. */
  newest(): { seq: number; relay?: number }
}

/** Headquarters' own change numbers. */
export function centralPokes(store: CentralStore, tenant: string): PokeSource {
  let newest = 0
  return {
    newest: () => ({ seq: newest }),
    listen(heard) {
      const stop = store.onCommit(({ seq, tenants }) => {
        if (!tenants.includes(tenant)) return
        newest = seq
        heard()
      })
      void store.lastSeq().then((seq) => {
        newest = Math.max(newest, seq)
        heard()
      })
      return stop
    },
  }
}

/** Headquarters' change numbers as far as a hub has read, and the hub's own counter. */
export function hubPokes({ outbox, onCommit }: Store): PokeSource {
  const newest = () => ({ seq: outbox.cursor(), relay: outbox.hubCounter() })
  let told = ''
  return {
    newest,
    listen(heard) {
      heard()
      return onCommit(() => {
        const now = JSON.stringify(newest())
        if (now !== told) heard()
        told = now
      })
    },
  }
}

/** Takes over the connection until one side ends it. @returns how to end it */
export function streamPokes(reply: FastifyReply, source: PokeSource, onEnd: () => void): () => void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  let due: NodeJS.Immediate | undefined
  const poke = () => {
    due = undefined
    // A reader that does not keep up is told once it does: the feed has everything anyway.
    if (raw.writableNeedDrain) raw.once('drain', () => (due ??= setImmediate(poke)))
    else raw.write(`data: ${JSON.stringify(source.newest())}\n\n`)
  }
  const stopListening = source.listen(() => (due ??= setImmediate(poke)))
  const keepalive = setInterval(() => raw.write(': \n\n'), stream_keepalive_ms)
  const end = () => {
    stopListening()
    clearInterval(keepalive)
    clearImmediate(due)
    raw.end()
    onEnd()
  }
  raw.once('close', end)
  raw.once('error', () => raw.destroy())
  return end
}
