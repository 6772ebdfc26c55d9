/** The score grid of one sitting. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { isRefusal } from '../../../src-shared/problem.ts'
import type { Desk } from '../desk/desk.ts'
import { scoresOf } from '../desk/scores.ts'
import { placeFor } from './desk-place.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

export function mountDeskScores(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  route(app, deps, {
    tag: 'Desk', extension: true, method: 'GET', path: '/desk/scores', operationId: 'deskScores', access: 'read',
    summary: 'The scores of one sitting, as this person may see them',
    query: { event: { required: true, schema: Type.String({ maxLength: 200 }) } },
    responses: { 200: { description: 'See src-shared/desk/scores.ts', schema: Type.Unsafe<object>({ type: 'object' }) } },
    async handle({ request, query }) {
      const place = placeFor(deps, request.identity)
      if (isRefusal(place)) return place
      const scores = await scoresOf(await desk.views.of(place), query.event ?? '', request.identity.actor.id)
      return isRefusal(scores) ? scores : { status: 200, body: scores }
    },
  })
}
