/** Who passed in one sitting, for the certificates that the desk prints. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { isRefusal } from '../../../src-shared/problem.ts'
import { certificatesOf } from '../desk/certificates.ts'
import type { Desk } from '../desk/desk.ts'
import { placeFor } from './desk-place.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

export function mountDeskCertificates(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  route(app, deps, {
    tag: 'Desk', extension: true, method: 'GET', path: '/desk/certificates', operationId: 'deskCertificates', access: 'read',
    summary: 'Who passed in one sitting, with what their certificates say',
    query: { event: { required: true, schema: Type.String({ maxLength: 200 }) } },
    responses: { 200: { description: 'See src-shared/desk/certificates.ts', schema: Type.Unsafe<object>({ type: 'object' }) } },
    async handle({ request, query }) {
      const place = placeFor(deps, request.identity)
      if (isRefusal(place)) return place
      const certificates = await certificatesOf(await desk.views.of(place), query.event ?? '')
      return isRefusal(certificates) ? certificates : { status: 200, body: certificates }
    },
  })
}
