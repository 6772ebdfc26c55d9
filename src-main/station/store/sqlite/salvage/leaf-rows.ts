/** The rows on one page of a B-tree, read without the tree: a damaged parent costs nothing. */
import { usable_bytes } from './page-cipher.ts'

export type Value = null | number | string | Buffer

export interface Row {
  /** Null in a table without row numbers, and in an index. */
  rowid: number | null
  values: Value[]
}

/** The content of another page, null where it cannot be read. */
type ReadPage = (number: number) => Buffer | null

const TABLE_LEAF = 0x0d
const INDEX_LEAF = 0x0a
const INDEX_INTERIOR = 0x02
const TABLE_INTERIOR = 0x05
const page_one_header_bytes = 100
const index_local_max = Math.floor(((usable_bytes - 12) * 64) / 255) - 23
const local_min = Math.floor(((usable_bytes - 12) * 32) / 255) - 23
const table_local_max = usable_bytes - 35
const payload_bytes_max = 64 * 1_048_576

/** Every row that can be read from a page; other pages than those of a B-tree have none. */
export function leafRows(page: Buffer, number: number, read: ReadPage): Row[] {
  return cellsOf(page, number).flatMap((at) => {
    try {
      return rowAt(page, kindOf(page, number), at, read)
    } catch {
      // A row whose rest is on a damaged page.
      return []
    }
  })
}

/** The pages below an inner page. */
export function childPages(page: Buffer, number: number): number[] {
  const kind = kindOf(page, number)
  if (kind !== TABLE_INTERIOR && kind !== INDEX_INTERIOR) return []
  const last = page.readUInt32BE(headerAt(number) + 8)
  return [...cellsOf(page, number).map((at) => page.readUInt32BE(at)), last]
}

const headerAt = (number: number) => (number === 1 ? page_one_header_bytes : 0)
const kindOf = (page: Buffer, number: number) => page[headerAt(number)] ?? 0

function cellsOf(page: Buffer, number: number): number[] {
  const kind = kindOf(page, number)
  if (![TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR, TABLE_INTERIOR].includes(kind)) return []
  const header = headerAt(number)
  const first = header + (kind === TABLE_LEAF || kind === INDEX_LEAF ? 8 : 12)
  const count = Math.min(page.readUInt16BE(header + 3), Math.floor((usable_bytes - first) / 2))
  const offsets = Array.from({ length: count }, (_, i) => page.readUInt16BE(first + 2 * i))
  return offsets.filter((at) => at >= first && at < usable_bytes - 4)
}

function rowAt(page: Buffer, kind: number, start: number, read: ReadPage): Row[] {
  if (kind === TABLE_INTERIOR) return []
  let at = kind === INDEX_INTERIOR ? start + 4 : start
  const [bytes, afterLength] = varint(page, at)
  at = afterLength
  let rowid: number | null = null
  if (kind === TABLE_LEAF) [rowid, at] = varint(page, at)
  return [{ rowid, values: valuesOf(payloadAt(page, at, bytes, kind === TABLE_LEAF ? table_local_max : index_local_max, read)) }]
}

/** The bytes of a row, also those that did not fit its page. */
function payloadAt(page: Buffer, at: number, bytes: number, localMax: number, read: ReadPage): Buffer {
  if (bytes > payload_bytes_max) throw new Error('too long to be a row')
  if (bytes <= localMax) return page.subarray(at, at + bytes)
  const fitting = local_min + ((bytes - local_min) % (usable_bytes - 4))
  const local = fitting <= localMax ? fitting : local_min
  const parts = [page.subarray(at, at + local)]
  let next = page.readUInt32BE(at + local)
  for (let left = bytes - local; left > 0; left -= usable_bytes - 4) {
    const more = next === 0 ? null : read(next)
    if (!more) throw new Error('the rest of the row cannot be read')
    parts.push(more.subarray(4, 4 + Math.min(left, usable_bytes - 4)))
    next = more.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

function valuesOf(payload: Buffer): Value[] {
  const [headerBytes, first] = varint(payload, 0)
  const values: Value[] = []
  let at = headerBytes
  for (let place = first; place < headerBytes; ) {
    const [type, next] = varint(payload, place)
    const size = sizeOf(type)
    if (at + size > payload.length) throw new Error('a value is longer than its row')
    values.push(valueOf(payload, at, type, size))
    at += size
    place = next
  }
  return values
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function sizeOf(type: number): number {
  return type >= 12 ? Math.floor((type - 12) / 2) : (INTEGER_BYTES[type] ?? 0)
}

function valueOf(payload: Buffer, at: number, type: number, size: number): Value {
  if (type === 0) return null
  if (type === 7) return payload.readDoubleBE(at)
  if (type === 6) return Number(payload.readBigInt64BE(at))
  if (type === 8 || type === 9) return type - 8
  if (type <= 6) return payload.readIntBE(at, size)
  const bytes = payload.subarray(at, at + size)
  return type % 2 === 1 ? bytes.toString('utf8') : Buffer.from(bytes)
}

/** A number of one to nine bytes. @returns it and the place after it */
function varint(bytes: Buffer, at: number): [number, number] {
  let value = 0n
  for (let i = 0; i < 8; i++) {
    const byte = bytes.readUInt8(at + i)
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return [Number(value), at + i + 1]
  }
  return [Number(BigInt.asIntN(64, (value << 8n) | BigInt(bytes.readUInt8(at + 8)))), at + 9]
}
