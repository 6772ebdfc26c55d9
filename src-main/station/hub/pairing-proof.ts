/**
 * How two machines that share only a short code make sure that nobody stands between them.
 *
 * Each shows that it knows the code, over exactly the two certificates and the one TLS connection that it sees itself.
 * Whoever sits in the middle shows each side another certificate than the other side has, and cannot make either proof
 * without the code. Guessing it from a proof that was caught means 2^50 runs of scrypt, and the code lives for minutes.
 */
import { createHash, createHmac, scrypt, timingSafeEqual } from 'node:crypto'

/** The desk shows its proof first: a hub answers with its own only to whoever knows the code. */
export type Role = 'desk' | 'hub'

/** What both sides see of one connection. Fingerprints are SHA-256 of a certificate in hexadecimal. */
export interface Connection {
  hub: string
  desk: string
  /** TLS exporter of this connection (RFC 9266): a proof is worth nothing on another one. */
  binding: Buffer
}

/** The two proofs of a connection, in hexadecimal. */
export type Proofs = Record<Role, string>

const LABEL = 'hallpass pairing 1'
const COST = { N: 2 ** 15, r: 8, p: 1 }
const key_bytes = 32

/** Slow on purpose. @param code as `readPairingCode` gives it */
export async function pairingProofs(code: string, connection: Connection): Promise<Proofs> {
  const transcript = transcriptOf(connection)
  const key = await derive(code, createHash('sha256').update(transcript).digest())
  const proof = (role: Role) => createHmac('sha256', key).update(transcript).update(framed(role)).digest('hex')
  return { desk: proof('desk'), hub: proof('hub') }
}

/** Compares in constant time. */
export function sameProof(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')]
  return a.length === key_bytes && a.length === b.length && timingSafeEqual(a, b)
}

/** Each part with its length before it, so that no two connections have the same transcript. */
function transcriptOf({ hub, desk, binding }: Connection): Buffer {
  return Buffer.concat([framed(LABEL), framed(hub), framed(desk), framed(binding)])
}

function framed(part: string | Buffer): Buffer {
  const bytes = Buffer.from(part)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function derive(code: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // scrypt needs 128 * N * r bytes; Node's own bound of 32 MiB is just below that.
    scrypt(code, salt, key_bytes, { ...COST, maxmem: 128 * COST.N * COST.r * 2 }, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
