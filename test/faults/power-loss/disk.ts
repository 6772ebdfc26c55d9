/** The disk after a power cut: what was synced is there; of everything since, any sector may be there or not. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Random } from '../damaged-folder.ts'

const WRITE = 1
const CUT = 2
const SYNC = 3
const RENAME = 4
const REMOVE = 5
const record_bytes = 24
/** The least that a disk writes as a whole. */
const sector_bytes = 512

interface Step {
  kind: number
  name: string
  data: Buffer
  offset: number
  /** Where the record ends in the journal. */
  end: number
}

/** Reads a journal; a record that was being written at the end is left out. */
export function readJournal(file: string): Step[] {
  const bytes = readFileSync(file)
  const steps: Step[] = []
  for (let at = 0; at + record_bytes <= bytes.length; ) {
    const pathBytes = bytes.readUInt32LE(at + 4)
    const dataBytes = Number(bytes.readBigUInt64LE(at + 8))
    const path = at + record_bytes
    const end = path + pathBytes + dataBytes
    if (end > bytes.length) break
    const name = basename(bytes.subarray(path, path + pathBytes).toString())
    steps.push({ kind: bytes.readUInt32LE(at), name, data: bytes.subarray(path + pathBytes, end), offset: Number(bytes.readBigUInt64LE(at + 16)), end })
    at = end
  }
  return steps
}

interface OnDisk {
  synced: Content
  /** Since the last sync, in order. */
  unsynced: Step[]
}

/** A file's bytes, with room to grow. */
class Content {
  bytes: Buffer
  length: number
  constructor(bytes: Buffer) {
    this.bytes = bytes
    this.length = bytes.length
  }

  /** Makes a change as far as `keeps` lets its sectors through; what lies between the old end and a later sector is zero. */
  apply({ kind, offset, data }: Step, keeps: () => boolean): void {
    if (kind === CUT && keeps()) this.resize(offset)
    if (kind !== WRITE) return
    this.resize(Math.max(this.length, offset + data.length))
    for (let at = 0; at < data.length; ) {
      const size = Math.min(data.length - at, sector_bytes - ((offset + at) % sector_bytes))
      if (keeps()) data.copy(this.bytes, offset + at, at, at + size)
      at += size
    }
  }

  resize(length: number): void {
    if (length > this.bytes.length) {
      const grown = Buffer.alloc(length * 2)
      this.bytes.copy(grown, 0, 0, this.length)
      this.bytes = grown
    }
    if (length < this.length) this.bytes.fill(0, length, this.length)
    this.length = length
  }
}

interface PowerCut {
  /** The folder as it was when the journal began. */
  before: string
  steps: readonly Step[]
  /** Bytes of the journal that were written by then. */
  position: number
  /** Where the disk is rebuilt. */
  to: string
  random: Random
  /** How likely each sector that was not synced is there, 0 to 1. */
  kept: number
}

/** Writes the folder as a power cut may leave it. Names and removals are taken to keep their order, as a journaling file system has it. */
export function afterPowerCut({ before, steps, position, to, random, kept }: PowerCut): void {
  const files = replayed(before, steps.filter(({ end }) => end <= position))
  mkdirSync(to, { recursive: true })
  for (const [name, { synced, unsynced }] of files) {
    // The shared index lives in memory and is made anew.
    if (name.endsWith('-shm')) continue
    for (const change of unsynced) synced.apply(change, () => random() < kept)
    writeFileSync(join(to, name), synced.bytes.subarray(0, synced.length), { mode: 0o600 })
  }
}

function replayed(before: string, steps: readonly Step[]): Map<string, OnDisk> {
  const files = new Map<string, OnDisk>(readdirSync(before).map((name) => [name, { synced: new Content(readFileSync(join(before, name))), unsynced: [] }]))
  const of = (name: string): OnDisk => {
    const known = files.get(name) ?? { synced: new Content(Buffer.alloc(0)), unsynced: [] }
    files.set(name, known)
    return known
  }
  for (const step of steps) {
    if (step.kind === RENAME) {
      files.set(basename(step.data.toString()), of(step.name))
      files.delete(step.name)
    } else if (step.kind === REMOVE) files.delete(step.name)
    else if (step.kind !== SYNC) of(step.name).unsynced.push(step)
    else if (files.has(step.name)) {
      const file = of(step.name)
      for (const change of file.unsynced) file.synced.apply(change, () => true)
      file.unsynced = []
    }
  }
  return files
}
