/** Checks a signed token (JWT) and says whom it speaks for. Whatever is wrong with it, the answer is that nobody is known by it. */
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import { id_characters_max, jwks_cache_ms, jwks_pause_ms, jwks_timeout_ms, jwt_clock_tolerance_seconds, jwt_name_characters_max, jwt_subject_characters_max } from '../../../src-shared/limits.ts'
import { ID_PATTERN } from '../../../src-shared/resource/fields.ts'
import type { Identity } from '../../station/http/authenticate.ts'
import type { TokenSettings } from './token-settings.ts'

/** Those where headquarters holds nothing with which a token could be made. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']
const SCOPES = ['admin', 'write', 'read'] as const
const ID = new RegExp(ID_PATTERN)

export interface TokenOptions {
  settings: TokenSettings
  /** Milliseconds since 1970. */
  now: () => number
  log: (line: string) => void
}

/** Makes the check. It never rejects. */
export function makeTokenCheck({ settings, now, log }: TokenOptions): (token: string) => Promise<Identity | undefined> {
  const { issuer, audience, keys } = settings
  const keyOf = keys instanceof URL ? remoteKeys(keys, now, log) : createLocalJWKSet(keys)
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keyOf, {
        issuer, audience, algorithms: ALGORITHMS, requiredClaims: ['exp', 'sub'],
        clockTolerance: jwt_clock_tolerance_seconds, currentDate: new Date(now()),
      })
      return identityOf(payload)
    } catch {
      return undefined
    }
  }
}

/** The issuer's keys, kept for a while; a set that cannot be had is asked for again only after a pause. */
function remoteKeys(url: URL, now: () => number, log: (line: string) => void): JWTVerifyGetKey {
  const get = createRemoteJWKSet(url, { timeoutDuration: jwks_timeout_ms, cooldownDuration: jwks_pause_ms, cacheMaxAge: jwks_cache_ms })
  let failedAt = Number.NEGATIVE_INFINITY
  return async (header, token) => {
    const sinceFailure = now() - failedAt
    if (!get.fresh && sinceFailure >= 0 && sinceFailure < jwks_pause_ms) throw new errors.JWKSTimeout()
    try {
      return await get(header, token)
    } catch (error) {
      if (isAboutToken(error)) throw error
      if (failedAt === Number.NEGATIVE_INFINITY || now() - failedAt >= jwks_pause_ms || now() < failedAt) {
        log(`The keys for tokens cannot be had from ${url.origin}${url.pathname} (${reasonOf(error)}); tokens are refused.`)
      }
      failedAt = now()
      throw error
    }
  }
}

/** The set is there; the token names no key of it. */
function isAboutToken(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys || error instanceof errors.JOSENotSupported
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string } }
  return cause?.code ?? message
}

function identityOf({ sub, tenant, scope, name, site }: JWTPayload): Identity | undefined {
  const granted = scopeOf(scope)
  if (!isId(tenant) || granted === undefined || (site !== undefined && !isId(site))) return undefined
  if (typeof sub !== 'string' || sub === '' || sub.length > jwt_subject_characters_max) return undefined
  const shown = typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, jwt_name_characters_max) : sub
  return { tenant, actor: { id: sub, name: shown, scope: granted }, site: site ?? null, session: false }
}

/** The largest of the words. */
function scopeOf(claim: unknown): (typeof SCOPES)[number] | undefined {
  const words = typeof claim === 'string' ? claim.split(' ') : []
  return SCOPES.find((scope) => words.includes(scope))
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= id_characters_max && ID.test(value)
}
