/** A station's data folder as a kill leaves it, with writes that wait, and what chance can do to its files. */
import { copyFileSync, existsSync, mkdirSync, openSync, closeSync, readdirSync, readSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const page_bytes = 4_096

export type Random = () => number

/** A repeatable sequence of numbers from 0 up to but not including 1 (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A copy of every file in a folder. */
export function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from)) if (statSync(join(from, name)).isFile()) copyFileSync(join(from, name), join(to, name))
}

export interface Damage {
  /** What was done, for the message of a failing test. */
  what: string
  wrongKey: boolean
}

const KINDS = ['flip', 'cut-log', 'wrong-key', 'zero', 'cut', 'flips', 'random-page', 'cut-page'] as const

/** Does one thing to a folder's database or log: of the kind whose turn it is, where chance says. */
export function damage(folder: string, turn: number, random: Random): Damage {
  const file = join(folder, 'hallpass.db')
  const log = `${file}-wal`
  const hasLog = existsSync(log) && statSync(log).size > 0
  const kind = KINDS[turn % KINDS.length]
  const target = hasLog && (kind === 'cut-log' || random() < 0.5) ? log : file
  const bytes = statSync(target).size
  const at = Math.floor(random() * bytes)
  const name = target === log ? 'log' : 'file'
  const page = Math.floor(at / page_bytes)
  switch (kind) {
    case 'flip':
      flip(target, at, random)
      return { what: `one bit of byte ${at} of the ${name}`, wrongKey: false }
    case 'flips':
      for (let i = 0; i < 20; i++) flip(target, Math.floor(random() * bytes), random)
      return { what: `20 bits of the ${name}`, wrongKey: false }
    case 'zero':
      overwrite(target, page * page_bytes, Buffer.alloc(Math.min(page_bytes, bytes - page * page_bytes)))
      return { what: `page ${page + 1} of the ${name} zeroed`, wrongKey: false }
    case 'random-page':
      overwrite(target, page * page_bytes, Buffer.from(Array.from({ length: Math.min(page_bytes, bytes - page * page_bytes) }, () => Math.floor(random() * 256))))
      return { what: `page ${page + 1} of the ${name} overwritten`, wrongKey: false }
    case 'cut': case 'cut-log':
      truncateSync(target, at)
      return { what: `the ${name} cut at byte ${at} of ${bytes}`, wrongKey: false }
    case 'cut-page':
      truncateSync(target, page * page_bytes)
      return { what: `the ${name} cut at page ${page}`, wrongKey: false }
    default:
      return { what: 'a wrong key', wrongKey: true }
  }
}

function flip(file: string, at: number, random: Random): void {
  const handle = openSync(file, 'r+')
  const byte = Buffer.alloc(1)
  readSync(handle, byte, 0, 1, at)
  byte[0] = (byte[0] ?? 0) ^ (1 << Math.floor(random() * 8))
  writeSync(handle, byte, 0, 1, at)
  closeSync(handle)
}

function overwrite(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}
