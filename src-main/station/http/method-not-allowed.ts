/** Paths that exist but do not take the method (405 with `Allow`), and paths that do not exist (404). */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { refuse } from '../../../src-shared/problem.ts'
import type { Access, Operation } from './route.ts'
import { sendRefusal } from './send-refusal.ts'

const METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * Refuses the methods that a described path does not take. Call it after all mounts.
 * @returns whom a described path that no route answers is for; undefined for an address that is not described
 */
export function refuseOtherMethods(app: FastifyInstance): (url: string) => Unanswered | undefined {
  const paths = byPath(app.serving.operations)
  for (const path of paths) mountShadowed(app, path, paths)
  const known = (url: string) => paths.find(({ pattern }) => pattern.test(url))
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = known(request.url)
    return path ? refuseMethod(reply, allowOf(path.methods)) : sendRefusal(reply, refuse('not-found', 'There is nothing at this address.'))
  })
  return (url) => {
    const path = known(url)
    return path && { access: path.access, params: path.pattern.exec(url)?.groups ?? {} }
  }
}

export interface Unanswered {
  access: Access
  /** With the tenant that the address names. */
  params: Record<string, string>
}

/** Mounts those methods that another path would answer, so that `search` is never taken as an id. All of them on all paths would be most of a station's start. */
function mountShadowed(app: FastifyInstance, path: Path, paths: readonly Path[]): void {
  const others = paths.filter((other) => other !== path && other.pattern.test(path.url))
  const method = METHODS.filter((one) => !path.methods.includes(one) && others.some(({ methods }) => methods.includes(one)))
  if (method.length === 0) return
  const allow = allowOf(path.methods)
  app.route({ method, url: path.url, config: { access: path.access }, handler: (_request, reply) => refuseMethod(reply, allow) })
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
  // As the router does: a path's own words go before another's parameter.
  return [...grouped].sort(([a], [b]) => parametersOf(a) - parametersOf(b)).map(([path, same]) => ({
    url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/?]+)')}(?:\\?|$)`),
    methods: same.map(({ method }) => method),
    access: same.some(({ access }) => access === 'open') ? 'open' : 'read',
  }))
}

const parametersOf = (path: string): number => path.split('{').length

function allowOf(methods: readonly string[]): string {
  const all = methods.includes('GET') ? [...methods, 'HEAD'] : methods
  return [...all].sort().join(', ')
}
