/** API keys: 256 random bits shown once, of which only the SHA-256 is kept. */
import { hash, randomBytes } from 'node:crypto'

/** A new key and the hash under which the store keeps it. */
export function newApiKey(): { key: string; hash: string } {
  const key = `hp_${randomBytes(32).toString('base64url')}`
  return { key, hash: hashApiKey(key) }
}

/** What `store.keys` knows a key by: lower-case hexadecimal SHA-256 of its text. */
export function hashApiKey(key: string): string {
  return hash('sha256', key, 'hex')
}
