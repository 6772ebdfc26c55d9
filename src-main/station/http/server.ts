/** The server: bounds, one way in, one way to say no, and what is mounted. */
import type { TlsOptions } from 'node:tls'
import Fastify, { type FastifyInstance } from 'fastify'
import { assert } from '../../../src-shared/assert.ts'
import * as limits from '../../../src-shared/limits.ts'
import { acceptJson } from './accept-json.ts'
import { authorize, decorateIdentity } from './authorize.ts'
import { checkHost } from './check-host.ts'
import { checkUrl } from './check-url.ts'
import { answerBrokenHttp } from './broken-http.ts'
import { makeErrorHandler } from './handle-error.ts'
import type { HttpDeps, Mount } from './http-deps.ts'
import { makeIdempotency } from './idempotency.ts'
import { refuseOtherMethods } from './method-not-allowed.ts'
import { MOUNTS } from './mounts.ts'
import { mountOpenapi } from './openapi/mount-openapi.ts'
import { countConnections } from './quiet-connections.ts'
import { makeRateLimit } from './rate-limit.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { sendRefusal } from './send-refusal.ts'
import { serveWindow } from './serve-window.ts'

/**
 * Makes the server; it answers `inject` at once and the network after `listen`. `close` finishes the requests under way.
 * @param mounts what is mounted besides the description of the API; all of it unless given
 */
export function makeServer(deps: HttpDeps, mounts: readonly Mount[] = MOUNTS): FastifyInstance {
  const app = serverOf(deps, {}, [...mounts, mountOpenapi])
  if (deps.windowDir !== undefined) serveWindow(app, deps.windowDir)
  return app
}

/** A server over TLS of these mounts and nothing else: no description, no window. */
export function makeTlsServer(deps: HttpDeps, tls: TlsOptions, mounts: readonly Mount[]): FastifyInstance {
  return serverOf(deps, { https: tls }, mounts)
}

function serverOf(deps: HttpDeps, transport: { https?: TlsOptions }, mounts: readonly Mount[]): FastifyInstance {
  const log = deps.log ?? ((line: string) => void process.stderr.write(`${line}\n`))
  const app = bareServer(log, transport)
  app.decorate('serving', { operations: [], once: makeIdempotency(deps.env) })
  decorateIdentity(app)
  acceptJson(app)
  let refused: ReturnType<typeof refuseOtherMethods> = () => undefined
  guard(app, deps, (url) => refused(url))
  app.setErrorHandler(makeErrorHandler(log))
  const described = onlyDescribed(app)
  for (const mount of mounts) mount(app, deps)
  described()
  refused = refuseOtherMethods(app)
  return app
}

function bareServer(log: (line: string) => void, transport: { https?: TlsOptions }): FastifyInstance {
  const handleError = makeErrorHandler(log)
  const app = Fastify({
    ...(transport as object),
    logger: false,
    bodyLimit: limits.body_bytes_max,
    connectionTimeout: limits.http_connection_idle_ms,
    requestTimeout: limits.http_request_timeout_ms,
    keepAliveTimeout: limits.http_keep_alive_ms,
    // A client that sends a byte now and then is cut off by the clock, not by silence.
    http: { headersTimeout: limits.http_headers_timeout_ms, connectionsCheckingInterval: limits.http_timeout_check_ms },
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: limits.path_parameter_characters_max },
    // The address of another computer is never taken from a header.
    trustProxy: false,
    clientErrorHandler: answerBrokenHttp,
    frameworkErrors: (error, request, reply) => {
      setSecurityHeaders(reply)
      handleError(error, request, reply)
    },
  })
  app.server.maxConnections = limits.http_connections_max
  countConnections(app.server)
  return app as unknown as FastifyInstance
}

/**
 * Everything that is decided before a body is read.
 * @param refused whom a described path is for that has no route for the method
 */
function guard(app: FastifyInstance, deps: HttpDeps, refused: ReturnType<typeof refuseOtherMethods>): void {
  const rate = makeRateLimit(deps.limits.rate)
  app.addHook('onRequest', async (request, reply) => {
    setSecurityHeaders(reply)
    const unanswered = request.is404 ? refused(request.url) : undefined
    if (unanswered) request.params = unanswered.params
    const access = unanswered?.access ?? request.routeOptions.config.access ?? 'open'
    const refusal =
      checkHost(app, request.headers.host) ??
      (access === 'open' ? undefined : await authorize(deps, rate, request, access)) ??
      checkUrl(request.url)
    if (refusal) return sendRefusal(reply, refusal)
    return undefined
  })
}

/** While mounts run, a route without a description is a mistake of ours. @returns how to end it */
function onlyDescribed(app: FastifyInstance): () => void {
  let mounting = true
  app.addHook('onRoute', ({ config, method, url }) => {
    assert(!mounting || config?.operation, `${String(method)} ${url} is mounted through route() of route.ts, which describes it`)
  })
  return () => (mounting = false)
}
