/** The bytes of one photo or signature, for people signed in at a desk of its site. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal, refuse } from '../../../src-shared/problem.ts'
import { guardedReader } from '../commands/guarded-reader.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import { placeFor } from './desk-place.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

export function mountDeskAttachments(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    tag: 'Desk', extension: true, method: 'GET', path: '/desk/attachments/{attachment}', operationId: 'deskAttachment', access: 'read',
    summary: 'The image of one photo or signature',
    responses: {
      200: { description: 'The image', schema: Type.String({ format: 'binary' }), contentType: 'image/*' },
      403: { description: 'Only people signed in at this desk' }, 404: { description: 'There is none, or its day has come' },
    },
    async handle({ request: { identity }, params }) {
      if (!identity.session) return refuse('forbidden', 'Only somebody signed in at this desk sees photos and signatures.')
      const place = placeFor(deps, identity)
      if (isRefusal(place)) return place
      const found = await guardedReader(deps.env.store, place.tenant).reader.get('attachments', params.attachment ?? '')
      const isHere = found && (found.site === null || found.site === place.site)
      // Past its day it is not shown, although headquarters' word that it is erased may not have come yet.
      if (!isHere || Date.parse(textOf(found.doc, 'KeepUntil') ?? '') <= Date.parse(deps.env.now())) return refuseFor('attachment-unknown', {})
      return { status: 200, body: Buffer.from(String(found.doc.Data), 'base64'), contentType: String(found.doc.MediaType) }
    },
  })
}
