/** Headers that every answer carries. */
import type { FastifyReply } from 'fastify'

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  // Data shows nothing and loads nothing.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  // Personal data stays out of every cache.
  'cache-control': 'no-store',
}

export function setSecurityHeaders(reply: FastifyReply): void {
  reply.headers(HEADERS)
}
