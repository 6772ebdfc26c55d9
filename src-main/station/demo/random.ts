/** Chance that comes out the same for the same seed, on every machine. */
import { createHash } from 'node:crypto'

export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number
  pick<T>(from: readonly T[]): T
  /** One of them, each as likely as its weight says. */
  weighted<T extends { weight: number }>(from: readonly T[]): T
}

/** A generator for one purpose: another purpose with the same seed draws other numbers. */
export function makeRandom(...purpose: readonly (string | number)[]): Random {
  let state = digest(purpose).readUInt32LE(0)
  // Mulberry32: 32 bits of state are plenty for names.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
  return {
    next,
    pick,
    weighted(from) {
      let left = next() * from.reduce((sum, { weight }) => sum + weight, 0)
      return from.find(({ weight }) => (left -= weight) < 0) ?? pick(from)
    },
  }
}

/** A UUID made from words: the same words, the same UUID. */
export function uuidOf(...words: readonly (string | number)[]): string {
  const bytes = digest(words).subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function digest(words: readonly (string | number)[]): Buffer {
  return createHash('sha256').update(JSON.stringify(['hallpass demo', ...words])).digest()
}
