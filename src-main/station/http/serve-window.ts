/** Serves the built window at `/`, for a browser on this computer. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { WINDOW_CSP } from './security-headers.ts'

export function serveWindow(app: FastifyInstance, windowDir: string): void {
  if (!existsSync(join(windowDir, 'index.html'))) return
  void app.register(fastifyStatic, {
    root: windowDir,
    // One route for each file that is there, so that nothing else can be asked for.
    wildcard: false,
    dotfiles: 'ignore',
    index: ['index.html'],
    cacheControl: false,
    setHeaders(reply, path) {
      reply.header('content-security-policy', WINDOW_CSP)
      // Built files carry a hash in their name; the page itself must always be the new one.
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}
