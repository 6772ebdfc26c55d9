/** POST /desk/sign-off: a second person signs what the first is about to do. */
import { Type, type Static } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { id_characters_max } from '../../../src-shared/limits.ts'
import { isRefusal, refuse } from '../../../src-shared/problem.ts'
import { ID_PATTERN } from '../../../src-shared/resource/fields.ts'
import type { Desk } from '../desk/desk.ts'
import { checkDoor } from './desk-door.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

const signOffBody = Type.Object({
  user_id: Type.String({ pattern: ID_PATTERN, minLength: 1, maxLength: id_characters_max }),
  pin: Type.String({ minLength: 1, maxLength: 64 }),
}, { additionalProperties: false })

export function mountDeskSignOff(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  route(app, deps, {
    tag: 'Desk', extension: true, access: 'write', method: 'POST', path: '/desk/sign-off', operationId: 'deskSignOff',
    summary: "Exchange a second person's PIN for the SignOff of one write; works without a network",
    body: signOffBody,
    responses: { 200: { description: 'The word for `SignOff`, good for two minutes, and who signed', schema: Type.Unsafe<object>({ type: 'object' }) }, 403: { description: 'The PIN is not right, the second person is the first, or this is another computer' } },
    async handle({ request, body }) {
      const shut = checkDoor(request)
      if (shut) return shut
      const { user_id, pin } = body as Static<typeof signOffBody>
      const signed = await desk.signOffs.sign(request.identity.actor.id, user_id, pin)
      // A 401 would say that the first person is not signed in any more.
      if (isRefusal(signed)) return signed.refused === 'unauthorized' ? refuse('forbidden', signed.detail, { extra: { sign_off: 'wrong-pin' } }) : signed
      return { status: 200, body: signed }
    },
  })
}
