/** Who is asking: the API key, the token or the signed-in user behind the Authorization header. */
import type { FastifyRequest } from 'fastify'
import type { Role } from '../../../src-shared/desk.ts'
import type { Actor } from '../commands/command.ts'
import { hashApiKey } from './api-key.ts'
import type { HttpDeps } from './http-deps.ts'

export interface Identity {
  tenant: string
  actor: Actor
  /** The site that the key or the user is for; null: all sites of the tenant. */
  site: string | null
  /** True for a user who signed in at the desk, false for an API key or a token. */
  session: boolean
  /** What the signed-in user is at the desk; a key has no role. */
  role?: Role
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every operation that needs a key. */
    identity: Identity
  }
}

/** `Authorization: KEY` and `Authorization: Bearer KEY` are the same. */
export function credentialOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  if (header === undefined) return undefined
  const credential = header.replace(/^Bearer(\s+|$)/i, '').trim()
  return credential === '' ? undefined : credential
}

/** A signed token has three parts; a key or a session has no dot. */
const TOKEN = /^[^.]+\.[^.]+\.[^.]+$/

/** The identity behind a credential; undefined where it is unknown, expired or revoked. */
export async function identify({ env, session, token }: Pick<HttpDeps, 'env' | 'session' | 'token'>, credential: string): Promise<Identity | undefined> {
  if (TOKEN.test(credential)) return token?.(credential)
  const user = session?.(credential)
  if (user) return user
  const key = await env.store.keys.byHash(hashApiKey(credential))
  if (!key || key.revoked || (key.expires_at !== null && key.expires_at <= env.now())) return undefined
  return { tenant: key.tenant, actor: { id: key.id, name: `key ${key.id}`, scope: key.scope }, site: key.site, session: false }
}
