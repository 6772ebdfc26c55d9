/** PINs are short, so the hash has to be slow: scrypt with its cost kept beside it, so that the cost can grow later. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** A PIN as the `users` document keeps it; salt and hash in base64. */
export interface StoredPin {
  salt: string
  hash: string
  n: number
  r: number
  p: number
}

interface Cost {
  n: number
  r: number
  p: number
}

const COST: Cost = { n: 2 ** 15, r: 8, p: 1 }
const salt_bytes = 16
const hash_bytes = 32
const pin_characters_max = 64
/** A document may not ask for more work than this: it comes from headquarters, and one sign-in must not stop the desk. */
const n_max = 2 ** 17

/** Hashes a PIN with a new salt. */
export async function hashPin(pin: string): Promise<StoredPin> {
  const salt = randomBytes(salt_bytes)
  const hash = await derive(pin, salt, COST)
  return { salt: salt.toString('base64'), hash: hash.toString('base64'), ...COST }
}

/** Whether the PIN is the stored one. Takes the same time for a right and a wrong one, and for a user without a PIN. */
export async function verifyPin(pin: string, stored: StoredPin | undefined): Promise<boolean> {
  const usable = stored !== undefined && isStoredPin(stored) && pin.length <= pin_characters_max
  const { salt, hash, ...cost } = usable ? stored : NOBODY
  const expected = Buffer.from(hash, 'base64')
  const derived = await derive(usable ? pin : '', Buffer.from(salt, 'base64'), cost)
  return timingSafeEqual(derived, expected) && usable
}

/** Whether a value is a stored PIN of a cost that this station is willing to pay. */
export function isStoredPin(value: unknown): value is StoredPin {
  if (typeof value !== 'object' || value === null) return false
  const { salt, hash, n, r, p } = value as Record<string, unknown>
  return typeof salt === 'string' && typeof hash === 'string' && Buffer.from(hash, 'base64').length === hash_bytes
    && isPowerOfTwo(n) && n <= n_max && r === COST.r && p === COST.p
}

function isPowerOfTwo(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 1 && (value & (value - 1)) === 0
}

/** Stands in for a user who is unknown, so that the answer takes as long. No PIN has this hash. */
const NOBODY: StoredPin = { salt: Buffer.alloc(salt_bytes).toString('base64'), hash: Buffer.alloc(hash_bytes).toString('base64'), ...COST }

function derive(pin: string, salt: Buffer, { n, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // scrypt needs 128 * N * r bytes; Node's own bound of 32 MiB is just below that.
    const options = { N: n, r, p, maxmem: 128 * n * r * 2 }
    scrypt(pin.normalize('NFKC'), salt, hash_bytes, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
