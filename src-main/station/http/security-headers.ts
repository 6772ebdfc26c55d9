/** Headers that every answer carries. */
import type { FastifyReply } from 'fastify'

/** The window: everything from its own origin, nothing inline, nothing foreign. */
export const WINDOW_CSP = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'",
  "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ')

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
