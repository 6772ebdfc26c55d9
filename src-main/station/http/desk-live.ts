/** GET /desk/live: what changes, as it changes, for a window in a browser. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { stream_keepalive_ms } from '../../../src-shared/limits.ts'
import type { LiveEvent } from '../../../src-shared/ipc.ts'
import { identify, credentialOf } from './authenticate.ts'
import type { HttpDeps } from './http-deps.ts'
import { route, type Call } from './route.ts'

export function mountDeskLive(app: FastifyInstance, deps: HttpDeps): void {
  const open = new Set<() => void>()
  // A stream never ends by itself, and a closing server waits for what is under way.
  app.addHook('preClose', async () => open.forEach((end) => end()))
  route(app, deps, {
    tag: 'Desk', extension: true, access: 'read', method: 'GET', path: '/desk/live', operationId: 'deskLive',
    summary: 'Server-sent events: what changed, and how the line is',
    responses: { 200: { description: 'LiveEvent of src-shared/ipc.ts', schema: Type.String(), contentType: 'text/event-stream' } },
    async handle(call) {
      const end = stream(deps, call, () => open.delete(end))
      open.add(end)
      return undefined
    },
  })
}

/** Takes over the connection until one side ends it. @returns how to end it */
function stream(deps: HttpDeps, { request, reply }: Call, onEnd: () => void): () => void {
  const { tenant } = request.identity
  const credential = credentialOf(request) ?? ''
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', 'x-content-type-options': 'nosniff' })
  raw.write(': \n\n')
  let behind = false
  const send = (event: LiveEvent) => {
    if (behind) return
    if (!raw.writableNeedDrain) return void raw.write(`data: ${JSON.stringify(event)}\n\n`)
    // A window that does not keep up is told once it does to read everything again.
    behind = true
    raw.once('drain', () => {
      behind = false
      send({ type: 'station', state: 'ready' })
    })
  }
  const stops = [
    // Changes come from the store, which knows whose they are.
    deps.env.store.onCommit(({ keys }) => {
      const own = Map.groupBy(keys.filter((key) => key.tenant === tenant && key.collection !== 'users' && key.collection !== 'apiKeys'), ({ collection }) => collection)
      for (const [collection, changed] of own) send({ type: 'change', collection, ids: changed.map(({ id }) => id) })
    }),
    deps.live((event) => {
      if (event.type !== 'change') send(event)
    }),
  ]
  const keepalive = setInterval(() => {
    raw.write(': \n\n')
    // Whoever signed out, or whose key was revoked, hears nothing more.
    void identify(deps, credential).then((identity) => (identity ? undefined : end()), () => end())
  }, stream_keepalive_ms)
  const end = () => {
    for (const stop of stops) stop()
    clearInterval(keepalive)
    raw.end()
    onEnd()
  }
  raw.once('close', end)
  raw.once('error', () => raw.destroy())
  return end
}
