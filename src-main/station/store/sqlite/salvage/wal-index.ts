/** What the memory shared by the users of a database last said about its log; it outlives a killed process, though not a power cut. */
import { existsSync, readFileSync } from 'node:fs'

const header_bytes = 48
const copied_up_to = 96

export interface WalIndex {
  /** Frames that were on disk when the last commit was acknowledged. */
  committed: number
  /** Frames that the database file holds already. */
  copied: number
  salts: Buffer
}

/** Reads the index beside a database file; undefined where there is none or it was being written. */
export function readWalIndex(file: string): WalIndex | undefined {
  if (!existsSync(file)) return undefined
  const bytes = readFileSync(file)
  if (bytes.length < copied_up_to + 4 || bytes[12] !== 1 || !isWhole(bytes.subarray(0, header_bytes))) return undefined
  return { committed: bytes.readUInt32LE(16), copied: bytes.readUInt32LE(copied_up_to), salts: bytes.subarray(32, 40) }
}

/** The words are in the machine's own order; every machine that Hallpass runs on is little-endian. */
function isWhole(header: Buffer): boolean {
  let a = 0
  let b = 0
  for (let at = 0; at < 40; at += 8) {
    a = (a + header.readUInt32LE(at) + b) >>> 0
    b = (b + header.readUInt32LE(at + 4) + a) >>> 0
  }
  return a === header.readUInt32LE(40) && b === header.readUInt32LE(44)
}
