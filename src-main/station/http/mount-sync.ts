/** `/sync`: the feed and the push at headquarters, status and conflicts at a station. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { feed_rows_max, push_body_bytes_max } from '../../../src-shared/limits.ts'
import { mountSyncControl } from './mount-sync-control.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { feedPageSchema, firstPageSchema, helloSchema, pushRequestSchema, pushResponseSchema, type PushRequest } from '../../../src-shared/protocol.ts'
import { commandOf } from '../commands/registry.ts'
import type { HttpDeps } from './http-deps.ts'
import { route, type Operation } from './route.ts'
import { streamPokes } from './sync-stream.ts'
import { makeSyncServer, siteAsked, type SyncServer } from './sync-server.ts'

const site = { description: 'Only the records of this site, and those of every site.', schema: Type.String({ minLength: 1, maxLength: 128 }) }
const common = { tag: 'Sync', extension: true } as const

export function mountSync(app: FastifyInstance, deps: HttpDeps): void {
  // A station that follows another headquarters has no numbers of its own to serve.
  if (deps.role === 'hq' ? deps.syncRoutes !== false : deps.hub && !deps.sync) mountSyncServer(app, deps)
  if (deps.role === 'station') mountSyncControl(app, deps)
}

/** What stations speak to. A hub serves exactly this to the paired stations of its site, over mutual TLS. */
export function mountSyncServer(app: FastifyInstance, deps: HttpDeps): void {
  const server = makeSyncServer(deps.env, commandOf)
  for (const operation of [helloOperation(server), changesOperation(server), firstOperation(server), pushOperation(server)]) route(app, deps, operation)
  mountStream(app, deps)
}

function helloOperation(server: SyncServer): Operation {
  return {
    ...common, method: 'GET', path: '/sync/hello', operationId: 'syncHello', access: 'read',
    summary: 'Who this headquarters is and what it has of a station',
    query: { node: { description: 'The asking station.', schema: Type.String({ minLength: 1, maxLength: 128 }), required: true }, site },
    responses: { 200: { description: 'Headquarters', schema: helloSchema } },
    async handle({ request, query }) {
      const asked = siteAsked(request.identity, query.site)
      if (isRefusal(asked)) return asked
      return { status: 200, body: await server.hello(request.identity, query.node ?? '') }
    },
  }
}

function changesOperation(server: SyncServer): Operation {
  return {
    ...common, method: 'GET', path: '/sync/changes', operationId: 'syncChanges', access: 'read',
    summary: 'The change feed',
    description: 'Each record at its last change, and what is gone. Read on from `upTo` until it is `last`.',
    query: {
      since: { description: 'The last change number that is known; 0 at first.', schema: Type.Integer({ minimum: 0 }) },
      limit: { schema: Type.Integer({ minimum: 1, maximum: feed_rows_max }) },
      site,
    },
    responses: { 200: { description: 'A page of changes', schema: feedPageSchema } },
    async handle({ request, query }) {
      const asked = siteAsked(request.identity, query.site)
      if (isRefusal(asked)) return asked
      return { status: 200, body: await server.changes(request.identity, asked, Number(query.since ?? 0), query.limit === undefined ? undefined : Number(query.limit)) }
    },
  }
}

function firstOperation(server: SyncServer): Operation {
  return {
    ...common, method: 'GET', path: '/sync/first', operationId: 'syncFirst', access: 'read',
    summary: 'What a desk needs first: the sittings around a day and everything about them',
    query: { date: { description: 'YYYY-MM-DD', schema: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' }), required: true }, site },
    responses: { 200: { description: 'Documents, most urgent first', schema: firstPageSchema } },
    async handle({ request, query }) {
      const asked = siteAsked(request.identity, query.site)
      if (isRefusal(asked)) return asked
      return { status: 200, body: await server.first(request.identity, asked, query.date ?? '') }
    },
  }
}

function pushOperation(server: SyncServer): Operation {
  return {
    ...common, method: 'POST', path: '/sync/push', operationId: 'syncPush', access: 'write',
    summary: 'Writes of a station, in the order in which they were made',
    description: 'Each is applied exactly once; a repeat answers the stored result.',
    body: pushRequestSchema, bodyBytesMax: push_body_bytes_max,
    responses: { 200: { description: 'The results, in order', schema: pushResponseSchema } },
    async handle({ request, body }) {
      const answer = await server.push(request.identity, body as PushRequest)
      return isRefusal(answer) ? answer : { status: 200, body: answer }
    },
  }
}

function mountStream(app: FastifyInstance, deps: HttpDeps): void {
  const open = new Set<() => void>()
  // A stream never ends by itself, and a closing server waits for what is under way.
  app.addHook('preClose', async () => open.forEach((end) => end()))
  route(app, deps, {
    ...common, method: 'GET', path: '/sync/stream', operationId: 'syncStream', access: 'read',
    summary: 'Server-sent events: `{"seq": n}` whenever there is something new',
    query: { site },
    responses: { 200: { description: 'Pokes; the feed has the changes', schema: Type.String(), contentType: 'text/event-stream' } },
    async handle({ request, reply, query }) {
      const asked = siteAsked(request.identity, query.site)
      if (isRefusal(asked)) return asked
      const end = streamPokes(reply, deps.env.store, request.identity.tenant, () => open.delete(end))
      open.add(end)
      return undefined
    },
  })
}

