/** `/sync`: the feed and the push at headquarters, status and conflicts at a station. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { feed_rows_max, hello_nodes_max, push_body_bytes_max, relay_rows_max } from '../../../src-shared/limits.ts'
import { mountSyncControl } from './mount-sync-control.ts'
import { isRefusal, refuse, type Refusal } from '../../../src-shared/problem.ts'
import { feedPageSchema, firstPageSchema, helloSchema, pushRequestSchema, pushResponseSchema, relayPageSchema, type PushRequest } from '../../../src-shared/protocol.ts'
import { commandOf } from '../commands/registry.ts'
import { stationEnv, type HttpDeps } from './http-deps.ts'
import { makeHubServer, type HubServer } from './hub-server.ts'
import { route, type Answer, type Operation } from './route.ts'
import { JSON_TYPE } from './send-answer.ts'
import { centralPokes, hubPokes, streamPokes } from './sync-stream.ts'
import { knownIn, makeSyncServer, siteAsked, type UpstreamServer } from './sync-server.ts'

const site = { description: 'Only the records of this site, and those of every site.', schema: Type.String({ minLength: 1, maxLength: 128 }) }
const nodes = { description: 'The asking station, and those whose writes it carries, separated by commas.', schema: Type.String({ minLength: 1, maxLength: 128 * hello_nodes_max }) }
const common = { tag: 'Sync', extension: true } as const

export function mountSync(app: FastifyInstance, deps: HttpDeps): void {
  if (deps.role === 'hq' ? deps.syncRoutes !== false : deps.hub) mountSyncServer(app, deps)
  if (deps.role === 'station') mountSyncControl(app, deps)
}

/** What stations speak to. A hub serves exactly this to the paired stations of its site, over mutual TLS. */
export function mountSyncServer(app: FastifyInstance, deps: HttpDeps): void {
  const central = makeSyncServer(deps.env, commandOf)
  const hub = deps.role === 'station' ? makeHubServer(stationEnv(deps)) : undefined
  // A hub that stands alone is the source of truth itself, until it joins a headquarters.
  const server = (): UpstreamServer => (hub && !deps.env.isAuthority() ? hub : central)
  for (const operation of [helloOperation(server), changesOperation(server), firstOperation(server), pushOperation(server)]) route(app, deps, operation)
  if (hub) route(app, deps, relayOperation(deps, hub))
  mountStream(app, deps)
}

const sent = (body: object | Refusal): Answer => (isRefusal(body) ? body : { status: 200, body })

function helloOperation(server: () => UpstreamServer): Operation {
  return {
    ...common, method: 'GET', path: '/sync/hello', operationId: 'syncHello', access: 'read',
    summary: 'Who this headquarters is and what it has of a station',
    query: {
      node: { ...nodes, required: true },
      epoch: { description: 'The life of headquarters\' database that the asker met last.', schema: Type.String({ minLength: 1, maxLength: 128 }) },
      run: { description: 'The run of headquarters in which the asker last read the feed.', schema: Type.String({ minLength: 1, maxLength: 128 }) },
      since: { description: 'How far it had read then.', schema: Type.Integer({ minimum: 0 }) },
      site,
    },
    responses: { 200: { description: 'Headquarters', schema: helloSchema } },
    async handle({ request, query }) {
      const asked = siteAsked(request.identity, query.site)
      if (isRefusal(asked)) return asked
      return sent(await server().hello(request.identity, asked, query.node ?? '', knownIn(query)))
    },
  }
}

function changesOperation(server: () => UpstreamServer): Operation {
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
      const [since, limit] = [Number(query.since ?? 0), query.limit === undefined ? undefined : Number(query.limit)]
      const text = await server().changesText?.(request.identity, asked, since, limit)
      return text ? { status: 200, body: text, contentType: JSON_TYPE } : sent(await server().changes(request.identity, asked, since, limit))
    },
  }
}

function firstOperation(server: () => UpstreamServer): Operation {
  return {
    ...common, method: 'GET', path: '/sync/first', operationId: 'syncFirst', access: 'read',
    summary: 'What a desk needs first: the sittings around a day and everything about them',
    query: { date: { description: 'YYYY-MM-DD', schema: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' }), required: true }, site },
    responses: { 200: { description: 'Documents, most urgent first', schema: firstPageSchema } },
    async handle({ request, query }) {
      const asked = siteAsked(request.identity, query.site)
      if (isRefusal(asked)) return asked
      return sent(await server().first(request.identity, asked, query.date ?? ''))
    },
  }
}

function pushOperation(server: () => UpstreamServer): Operation {
  return {
    ...common, method: 'POST', path: '/sync/push', operationId: 'syncPush', access: 'write',
    summary: 'Writes of a station, in the order in which they were made',
    description: 'Each is applied exactly once; a repeat answers the stored result.',
    query: { site: { ...site, description: 'The site of the station that pushes; a hub takes those of its own alone.' } },
    body: pushRequestSchema, bodyBytesMax: push_body_bytes_max,
    responses: { 200: { description: 'The results, in order', schema: pushResponseSchema } },
    async handle({ request, query, body }) {
      const asked = siteAsked(request.identity, query.site)
      if (isRefusal(asked)) return asked
      return sent(await server().push(request.identity, asked, body as PushRequest))
    },
  }
}

function relayOperation(deps: HttpDeps, hub: HubServer): Operation {
  return {
    ...common, method: 'GET', path: '/sync/relay', operationId: 'syncRelay', access: 'read',
    summary: 'What stations of this site wrote and headquarters has not confirmed, at a hub',
    description: 'By a counter of the hub; read on from `upTo` until it is `last`. Where `from` is 0 the answer begins anew.',
    query: {
      since: { description: 'The last number of the counter that is known; 0 at first.', schema: Type.Integer({ minimum: 0 }) },
      life: { description: 'Whose counter that is.', schema: Type.String({ maxLength: 128 }) },
      node: nodes,
      limit: { schema: Type.Integer({ minimum: 1, maximum: relay_rows_max }) },
      site,
    },
    responses: { 200: { description: 'Entries in the order of the counter', schema: relayPageSchema } },
    async handle({ request, query }) {
      const asked = siteAsked(request.identity, query.site)
      if (isRefusal(asked)) return asked
      if (deps.env.isAuthority()) return refuse('not-found', 'This station is no hub of a headquarters; everything here is final.')
      return sent(await hub.relay(request.identity, asked, { since: Number(query.since ?? 0), life: query.life ?? '', nodes: query.node ?? '', ...(query.limit === undefined ? {} : { limit: Number(query.limit) }) }))
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
      const source = deps.role === 'hq' || deps.env.isAuthority() ? centralPokes(deps.env.store, request.identity.tenant) : hubPokes(stationEnv(deps).store)
      const end = streamPokes(reply, source, () => open.delete(end))
      open.add(end)
      return undefined
    },
  })
}

