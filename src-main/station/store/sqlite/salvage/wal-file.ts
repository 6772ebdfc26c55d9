/** The write-ahead log as it is on disk: which commits an opening database would keep, and whether it would drop one that was acknowledged. */
import { existsSync, readFileSync } from 'node:fs'
import { page_bytes } from './page-cipher.ts'

const header_bytes = 32
const frame_header_bytes = 24
const frame_bytes = frame_header_bytes + page_bytes
const MAGIC = 0x377f0682

type Sums = readonly [number, number]

export interface Frame {
  page: number
  /** Pages of the database after this commit; 0 within one. */
  commit: number
  content: Buffer
}

export interface Wal {
  /** Frames since the log was last begun, whether or not the chain of their checksums holds. */
  frames: Frame[]
  /** How many of them SQLite takes: up to the last commit before the chain breaks. */
  kept: number
  /** Pages that the database has with them; 0 where nothing is kept. */
  pages: number
  /** The two numbers that name this life of the log; null where the header is damaged or missing. */
  salts: Buffer | null
}

const NOTHING: Wal = { frames: [], kept: 0, pages: 0, salts: null }

/** Reads the log beside a database file; a missing one has no frames. */
export function readWal(file: string): Wal {
  if (!existsSync(file)) return NOTHING
  const bytes = readFileSync(file)
  const sums = headerSums(bytes)
  const salts = sums ? bytes.subarray(16, 24) : null
  // Where the header is damaged, the first frame says which life of the log it is.
  const life = salts ?? bytes.subarray(header_bytes + 8, header_bytes + 16)
  const frames: Frame[] = []
  let chain: Sums | null = sums
  let kept = 0
  let pages = 0
  for (let at = header_bytes; at + frame_bytes <= bytes.length; at += frame_bytes) {
    const header = bytes.subarray(at, at + frame_header_bytes)
    const content = bytes.subarray(at + frame_header_bytes, at + frame_bytes)
    // A frame of an earlier life was copied into the file long ago, unless its header is damaged.
    const own = header.subarray(8, 16).equals(life)
    chain = chain && own ? follow(chain, header, content, bytes) : null
    if (own) frames.push({ page: header.readUInt32BE(0), commit: header.readUInt32BE(4), content })
    if (chain && header.readUInt32BE(4) > 0) {
      kept = frames.length
      pages = header.readUInt32BE(4)
    }
  }
  return { frames, kept, pages, salts }
}

/** The sums after the header where it is whole. */
function headerSums(bytes: Buffer): Sums | null {
  if (bytes.length < header_bytes || (bytes.readUInt32BE(0) & ~1) >>> 0 !== MAGIC || bytes.readUInt32BE(8) !== page_bytes) return null
  const sums = checksum(bytes.subarray(0, 24), [0, 0], bytes)
  return sums[0] === bytes.readUInt32BE(24) && sums[1] === bytes.readUInt32BE(28) ? sums : null
}

/** The sums after a frame, null where it does not follow on the one before. */
function follow(before: Sums, header: Buffer, content: Buffer, log: Buffer): Sums | null {
  const sums = checksum(content, checksum(header.subarray(0, 8), before, log), log)
  return sums[0] === header.readUInt32BE(16) && sums[1] === header.readUInt32BE(20) && header.readUInt32BE(0) > 0 ? sums : null
}

/** SQLite's running checksum; the last bit of the magic number says in which byte order the words are read. */
function checksum(bytes: Buffer, [first, second]: Sums, log: Buffer): Sums {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = (log[3] ?? 0) % 2 === 0
  let a = first
  let b = second
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + words.getUint32(at, little) + b) >>> 0
    b = (b + words.getUint32(at + 4, little) + a) >>> 0
  }
  return [a, b]
}
