/** GET /sync/stream: server-sent events that say "there is something new", and nothing else. */
import type { FastifyReply } from 'fastify'
import { stream_keepalive_ms } from '../../../src-shared/limits.ts'
import type { CentralStore } from '../store/store.ts'

/** Takes over the connection until one side ends it. @returns how to end it */
export function streamPokes(reply: FastifyReply, store: CentralStore, tenant: string, onEnd: () => void): () => void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  let due: NodeJS.Immediate | undefined
  let newest = 0
  const poke = () => {
    due = undefined
    // A reader that does not keep up is told once it does: the feed has everything anyway.
    if (raw.writableNeedDrain) raw.once('drain', () => (due ??= setImmediate(poke)))
    else raw.write(`data: {"seq":${newest}}\n\n`)
  }
  const stopListening = store.onCommit(({ seq, tenants }) => {
    if (!tenants.includes(tenant)) return
    newest = seq
    due ??= setImmediate(poke)
  })
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
  void store.lastSeq().then((seq) => {
    newest = Math.max(newest, seq)
    poke()
  })
  return end
}
