/** Before anything of a request is read: host, address, key, tenant, scope and rate. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isRefusal, refuse, type Refusal } from '../../../src-shared/problem.ts'
import { credentialOf, identify, type Identity } from './authenticate.ts'
import type { HttpDeps } from './http-deps.ts'
import type { RateLimit } from './rate-limit.ts'
import type { Access } from './route.ts'

const RANK = { read: 0, write: 1, admin: 2 } as const

/** Sets `request.identity`, or says why not: first 401, then 403, then 429. */
export async function authorize(deps: HttpDeps, rate: RateLimit, request: FastifyRequest, access: Exclude<Access, 'open'>): Promise<Refusal | undefined> {
  const identity = deps.peer ? deps.peer(request) : await byCredential(deps, request)
  if (isRefusal(identity)) return identity
  request.identity = identity
  return checkTenant(request, identity) ?? checkScope(identity, access) ?? checkRate(request, identity, rate)
}

async function byCredential(deps: HttpDeps, request: FastifyRequest): Promise<Identity | Refusal> {
  const credential = credentialOf(request)
  if (credential === undefined) return refuse('unauthorized', 'Send a key in the Authorization header.')
  return (await identify(deps, credential)) ?? refuse('unauthorized', 'This key is unknown, has expired or has been revoked.')
}

function checkTenant(request: FastifyRequest, { tenant }: Identity): Refusal | undefined {
  const { tenantId } = request.params as { tenantId?: string }
  return tenantId === undefined || tenantId === tenant ? undefined : refuse('forbidden', 'This key is for another tenant.')
}

function checkScope({ actor }: Identity, access: Exclude<Access, 'open'>): Refusal | undefined {
  return RANK[actor.scope] >= RANK[access] ? undefined : refuse('forbidden', `This needs a key with the scope ${access}.`)
}

/** The window of a signed-in user and the sync of a station are not what the limit is for. */
function checkRate(request: FastifyRequest, identity: Identity, rate: RateLimit): Refusal | undefined {
  if (identity.session || request.url.startsWith('/sync/')) return undefined
  return rate(`${identity.tenant}/${identity.actor.id}`)
}

/** Marks requests as having no identity yet. */
export function decorateIdentity(app: FastifyInstance): void {
  app.decorateRequest('identity', null as unknown as Identity)
}
