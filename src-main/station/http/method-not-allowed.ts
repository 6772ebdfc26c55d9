/** Paths that exist but do not take the method (405 with `Allow`), and paths that do not exist (404). */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { refuse } from '../../../src-shared/problem.ts'
import type { Access, Operation } from './route.ts'
import { sendRefusal } from './send-refusal.ts'

const METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Mounts the other methods of every described path, so that `search` is never taken as an id. Call it after all mounts. */
export function refuseOtherMethods(app: FastifyInstance): void {
  const paths = byPath(app.serving.operations)
  for (const { url, methods, access } of paths) {
    const allow = allowOf(methods)
    app.route({
      method: METHODS.filter((method) => !methods.includes(method)),
      url,
      config: { access },
      handler: (_request, reply) => refuseMethod(reply, allow),
    })
  }
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const [path = ''] = request.url.split('?')
    const known = paths.find(({ pattern }) => pattern.test(path))
    return known ? refuseMethod(reply, allowOf(known.methods)) : sendRefusal(reply, refuse('not-found', 'There is nothing at this address.'))
  })
}

function refuseMethod(reply: FastifyReply, allow: string): FastifyReply {
  return sendRefusal(reply.header('allow', allow), refuse('method-not-allowed', `This path takes ${allow}.`))
}

interface Path {
  url: string
  pattern: RegExp
  methods: string[]
  access: Access
}

function byPath(operations: readonly Operation[]): Path[] {
  const grouped = Map.groupBy(operations, ({ path }) => path)
  return [...grouped].map(([path, same]) => ({
    url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    methods: same.map(({ method }) => method),
    access: same.some(({ access }) => access === 'open') ? 'open' : 'read',
  }))
}

function allowOf(methods: readonly string[]): string {
  const all = methods.includes('GET') ? [...methods, 'HEAD'] : methods
  return [...all].sort().join(', ')
}
