/** Before the day: what this laptop has, and a backup of it. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import type { Desk } from '../desk/desk.ts'
import { backUp } from '../desk/last-backup.ts'
import { lineOf } from '../desk/line.ts'
import { placeFor } from './desk-place.ts'
import { readinessOf } from '../desk/readiness.ts'
import { stationEnv, type HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

const common = { tag: 'Desk', extension: true } as const

export function mountDeskReadiness(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  const { store, now } = stationEnv(deps)
  route(app, deps, {
    ...common, method: 'GET', path: '/desk/readiness', operationId: 'deskReadiness', access: 'read',
    summary: 'Whether this desk could open with the internet off',
    responses: { 200: { description: 'See src-shared/readiness.ts', schema: Type.Unsafe<object>({ type: 'object' }) } },
    async handle({ request }) {
      const place = placeFor(deps, request.identity)
      return isRefusal(place) ? place : { status: 200, body: await readinessOf(await desk.views.of(place), lineOf(deps.sync, desk.since), deps.dataDir) }
    },
  })
  route(app, deps, {
    ...common, method: 'POST', path: '/desk/backup', operationId: 'deskBackup', access: 'write', body: Type.Object({}, { additionalProperties: false }), bodyOptional: true,
    summary: 'Make a backup in the data folder',
    responses: { 200: { description: 'Its file', schema: Type.Object({ file: Type.String() }) }, 403: { description: 'Only people signed in at this desk' } },
    async handle({ request }) {
      if (!request.identity.session) return refuseFor('only-signed-in', {})
      return { status: 200, body: { file: await backUp(store, deps.dataDir, now()) } }
    },
  })
}
