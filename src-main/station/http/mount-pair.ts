/** POST /hub/pair: a desk shows that it knows the code. It is taken only over the hub's own TLS, where both certificates are seen. */
import type { FastifyInstance } from 'fastify'
import { pairAnswerSchema, pairRequestSchema, type PairRequest } from '../../../src-shared/hub.ts'
import { pairing_body_bytes_max } from '../../../src-shared/limits.ts'
import { isRefusal, refuse } from '../../../src-shared/problem.ts'
import { ownFingerprint, peerOf } from '../hub/peer.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

export function mountPair(app: FastifyInstance, deps: HttpDeps): void {
  const { pairing } = deps
  if (!pairing) return
  route(app, deps, {
    tag: 'Hub', extension: true, access: 'open', method: 'POST', path: '/hub/pair', operationId: 'hubPair',
    summary: 'Pair a desk with this hub by the code that it shows',
    description: 'Only over mutual TLS, on the address that the hub shows beside the code. Both sides prove that they know the code, over both certificates and the TLS connection.',
    body: pairRequestSchema, bodyBytesMax: pairing_body_bytes_max,
    responses: {
      200: { description: "The hub's proof, and whose hub it is", schema: pairAnswerSchema }, 401: { description: 'Another code' },
      403: { description: 'Not over mutual TLS' }, 409: { description: 'No code is taken, or the desk does not fit this hub' },
    },
    async handle({ request, body }) {
      const { socket } = request.raw
      const peer = peerOf(socket)
      const hub = ownFingerprint(socket)
      if (!peer || hub === undefined) return refuse('forbidden', 'Pairing is done over mutual TLS, on the address that the hub shows.')
      const answer = await pairing.pair({ hub, desk: peer.fingerprint, binding: peer.binding }, body as PairRequest)
      return isRefusal(answer) ? answer : { status: 200, body: answer }
    },
  })
}
