/** Whose tokens headquarters takes: issuer, audience, and where the issuer's public keys are. */
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { JSONWebKeySet } from 'jose'

export interface TokenSettings {
  issuer: string
  audience: string
  /** The address of the key set, or the set itself. */
  keys: URL | JSONWebKeySet
}

interface Given {
  issuer: string | undefined
  audience: string | undefined
  /** An address or a file. */
  jwks: string | undefined
}

/** Reads the three settings. @returns undefined where none is given, a sentence where they cannot be used */
export function readTokenSettings({ issuer, audience, jwks }: Given): TokenSettings | undefined | string {
  if (issuer === undefined && audience === undefined && jwks === undefined) return undefined
  if (!issuer || !audience || !jwks) return '--jwt-issuer, --jwt-audience and --jwt-jwks go together.'
  const keys = /^[a-z][a-z0-9+.-]+:\/\//i.test(jwks) ? addressOf(jwks) : fileOf(jwks)
  return typeof keys === 'string' ? `--jwt-jwks ${keys}` : { issuer, audience, keys }
}

/** Whoever could change the keys on their way could be anybody here. */
function addressOf(text: string): URL | string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'https:') return url
  if (url?.protocol === 'http:' && isLoopback(url.hostname)) return url
  return `must be an https:// address (http:// only on this computer) or a file, not "${text}".`
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'))
}

function fileOf(file: string): JSONWebKeySet | string {
  try {
    const set = JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet | null
    return Array.isArray(set?.keys) && set.keys.every((key) => typeof key === 'object' && key !== null) ? set : `${file} holds no key set.`
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === undefined ? `${file} is not valid JSON.` : `${file} cannot be read (${code}).`
  }
}
