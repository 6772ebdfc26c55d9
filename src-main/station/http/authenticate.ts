/** Who is asking: the API key or the signed-in user behind the Authorization header. */
import type { FastifyRequest } from 'fastify'
import type { Store } from '../store/store.ts'
import type { Actor } from '../commands/command.ts'
import { hashApiKey } from './api-key.ts'

export interface Identity {
  tenant: string
  actor: Actor
  /** The site that the key or the user is for; null: all sites of the tenant. */
  site: string | null
  /** True for a user who signed in at the desk, false for an API key. */
  session: boolean
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

/** The identity behind a credential; undefined where it is unknown or revoked. */
export async function identify(store: Store, session: ((token: string) => Identity | undefined) | undefined, credential: string): Promise<Identity | undefined> {
  const user = session?.(credential)
  if (user) return user
  const key = await store.keys.byHash(hashApiKey(credential))
  if (!key || key.revoked) return undefined
  return { tenant: key.tenant, actor: { id: key.id, name: `key ${key.id}`, scope: key.scope }, site: key.site, session: false }
}
