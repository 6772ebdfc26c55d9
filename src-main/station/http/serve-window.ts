/** Serves the built window at `/`, for a browser on this computer. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { contentSecurityPolicy, documentWithNonce } from '../../../src-shared/window-policy.ts'

const nonce_bytes = 16
const PAGE = 'index.html'

export function serveWindow(app: FastifyInstance, windowDir: string): void {
  const page = join(windowDir, PAGE)
  if (!existsSync(page)) return
  const html = readFileSync(page, 'utf8')
  for (const path of ['/', `/${PAGE}`]) app.get(path, (_request, reply) => sendPage(reply, html))
  void app.register(fastifyStatic, {
    root: windowDir,
    // One route for each file that is there, so that nothing else can be asked for.
    wildcard: false,
    dotfiles: 'ignore',
    index: false,
    globIgnore: [PAGE],
    cacheControl: false,
    setHeaders(reply, path) {
      // Built files carry a hash in their name.
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

/** The page with a policy of its own: a new nonce each time. */
function sendPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(nonce_bytes).toString('base64')
  reply.headers({ 'content-security-policy': contentSecurityPolicy(nonce), 'cache-control': 'no-cache' })
  return reply.type('text/html; charset=utf-8').send(documentWithNonce(html, nonce))
}
