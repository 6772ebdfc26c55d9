/** Who may knock at the desk before signing in: people at this computer, through this station's own window. */
import type { FastifyRequest } from 'fastify'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'

/** Refuses other computers, and web pages of other origins. */
export function checkDoor(request: FastifyRequest): Refusal | undefined {
  if (!isLoopback(request.ip)) return refuseFor('not-from-here', {})
  const { origin, host } = request.headers
  // Browsers name the origin with each POST; programs and the app's own port do not.
  if (origin !== undefined && URL.parse(origin)?.host !== host) return refuse('forbidden', 'The desk opens only from its own window.')
  return undefined
}

function isLoopback(address: string): boolean {
  const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
  return plain === '::1' || plain.startsWith('127.')
}
