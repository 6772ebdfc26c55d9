/** A station's own view of sync: how the line is, and what waits for a person. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../../../src-shared/problem.ts'
import { commandOf } from '../commands/registry.ts'
import { conflictItem, resolveConflict, type Resolution } from '../commands/resolve-conflict.ts'
import type { SyncControl, SyncStatus } from '../../../src-shared/sync-control.ts'
import { lineWords } from '../sync-log/line-words.ts'
import { stationEnv, type HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

const common = { tag: 'Sync', extension: true } as const
const orNull = (schema: ReturnType<typeof Type.String>) => Type.Union([schema, Type.Null()])

const statusSchema = Type.Object({
  online: Type.Boolean(),
  paused: Type.Boolean(),
  pending: Type.Integer({ description: 'Writes that headquarters has not confirmed' }),
  withHub: Type.Integer({ description: 'Those of them that the hub of the site has, and headquarters not yet' }),
  atHub: Type.Boolean({ description: 'Whether the line is one to the hub of the site' }),
  lastPulledSeq: Type.Integer(),
  lastSyncAt: orNull(Type.String()),
  conflicts: Type.Integer(),
  lastError: orNull(Type.String()),
  since: Type.String({ description: 'Since when the line is as it is' }),
  waitingSince: orNull(Type.String({ description: 'When the oldest waiting write was made' })),
  nextAttemptAt: orNull(Type.String({ description: 'When the station tries again by itself' })),
  upstreamKind: Type.Optional(Type.String({ description: 'What the upstream speaks, where that is not /sync' })),
  limits: Type.Optional(Type.Array(Type.String(), { description: 'What cannot be promised with it' })),
  words: Type.Array(Type.String(), { description: 'The same in plain sentences' }),
})

/** A station without a sync engine has nothing to sync. */
const ALONE = { online: false, paused: false, pending: 0, withHub: 0, atHub: false, lastPulledSeq: 0, lastSyncAt: null, conflicts: 0, lastError: null, since: new Date(0).toISOString(), waitingSince: null, nextAttemptAt: null } satisfies SyncStatus

function statusBody({ sync, env }: HttpDeps): object {
  const status = sync?.status() ?? ALONE
  return { ...status, words: lineWords({ ...status, running: true, follows: !env.isAuthority() }, (instant) => instant) }
}

export function mountSyncControl(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    ...common, method: 'GET', path: '/sync/status', operationId: 'syncStatus', access: 'read',
    summary: 'How the line to headquarters is and what waits',
    responses: { 200: { description: 'Status', schema: statusSchema } },
    handle: async () => ({ status: 200, body: statusBody(deps) }),
  })
  for (const [name, summary] of [['now', 'Try at once'], ['pause', 'Send and fetch nothing until resumed'], ['resume', 'Go on syncing']] as const) mountSwitch(app, deps, name, summary)
  mountConflicts(app, deps)
}

function mountSwitch(app: FastifyInstance, deps: HttpDeps, name: keyof Pick<SyncControl, 'now' | 'pause' | 'resume'>, summary: string): void {
  route(app, deps, {
    ...common, summary, method: 'POST', path: `/sync/${name}`, operationId: `sync${name[0]?.toUpperCase()}${name.slice(1)}`, access: 'write',
    responses: { [name === 'now' ? 202 : 200]: { description: 'The status as it is now', schema: statusSchema } },
    async handle() {
      deps.sync?.[name]()
      return { status: name === 'now' ? 202 : 200, body: statusBody(deps) }
    },
  })
}

function mountConflicts(app: FastifyInstance, deps: HttpDeps): void {
  const { outbox } = stationEnv(deps).store
  route(app, deps, {
    ...common, method: 'GET', path: '/sync/conflicts', operationId: 'syncConflicts', access: 'read',
    summary: 'Conflicts and rejected writes that wait for a person',
    responses: { 200: { description: 'Open ones, oldest first', schema: Type.Object({ Items: Type.Array(Type.Unsafe<object>({ type: 'object' })) }) } },
    async handle({ request }) {
      const own = outbox.conflicts().filter(({ operation }) => operation.tenant === request.identity.tenant)
      return { status: 200, body: { Items: own.map(conflictItem) } }
    },
  })
  route(app, deps, {
    ...common, method: 'POST', path: '/sync/conflicts/{id}/resolve', operationId: 'syncResolveConflict', access: 'write',
    summary: 'Decide: mine, theirs, or another value',
    body: Type.Object({ choice: Type.Unsafe<Resolution['choice']>({ type: 'string', enum: ['mine', 'theirs', 'value'] }), value: Type.Optional(Type.Unknown()) }, { additionalProperties: false }),
    responses: { 200: { description: 'Settled' }, 404: { description: 'No open conflict of that id' }, 409: { description: 'The write is refused again; the conflict stays open' } },
    async handle({ request, params, body }) {
      const { choice } = body as Pick<Resolution, 'choice'>
      const { tenant, actor } = request.identity
      // Here null is a value: it empties the field. The checked body no longer has it.
      const raw = request.body as { value?: unknown }
      if (params.id === undefined) return refuse('not-found', 'This conflict could not be found.')
      return resolveConflict(stationEnv(deps), commandOf, { tenant, actor, id: params.id, choice, ...('value' in raw ? { value: raw.value } : {}) })
    },
  })
}
