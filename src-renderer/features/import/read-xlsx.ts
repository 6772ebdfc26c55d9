/** Rows of the first sheet of a workbook. It is unpacked here with its real size counted, and read from that copy: a directory may lie. */
import { Unzip, UnzipInflate, zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { roster_unpacked_bytes_max } from '../../../src-shared/limits.ts'
import { tableOf } from './read-csv.ts'
import { UnreadableTable } from './table.ts'
import type { Table } from './table.ts'

/** So much is unpacked between two looks at the size. */
const slice_bytes = 8_192
const parts_max = 2_000
/** Days that a workbook counts from: a time without a day is on one of them. */
const first_days = /^(1899-12-3[01]|1900-01-0[01])/

export async function readXlsx(bytes: Uint8Array, name: string): Promise<Table> {
  const parts = unpack(bytes)
  if (!('xl/workbook.xml' in parts)) throw new UnreadableTable('not-a-table')
  // Stored, not packed: the reader has nothing to unfold any more.
  const copy = zipSync(parts, { level: 0 })
  const rows = await readSheet(copy.buffer as ArrayBuffer, 1, { trim: true, parseNumber: (text) => text }).catch(() => {
    throw new UnreadableTable('not-a-table')
  })
  return tableOf(name, rows.map((cells) => cells.map(cellText)))
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  const chunks = new Map<string, Uint8Array[]>()
  const seen: { bytes: number; failed: unknown } = { bytes: 0, failed: null }
  const unzip = new Unzip((file) => {
    if (!/\.(xml|rels)$/i.test(file.name)) return
    if (chunks.size >= parts_max) seen.failed ??= new UnreadableTable('unpacks-too-large')
    const mine: Uint8Array[] = []
    chunks.set(file.name, mine)
    file.ondata = (error, chunk) => {
      seen.failed ??= error
      seen.bytes += chunk?.length ?? 0
      if (seen.bytes > roster_unpacked_bytes_max) seen.failed ??= new UnreadableTable('unpacks-too-large')
      else if (chunk) mine.push(chunk)
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length && seen.failed === null; at += slice_bytes) unzip.push(bytes.subarray(at, at + slice_bytes), at + slice_bytes >= bytes.length)
  } catch (error) {
    seen.failed ??= error
  }
  if (seen.failed !== null) throw seen.failed instanceof UnreadableTable ? seen.failed : new UnreadableTable('not-a-table')
  return Object.fromEntries([...chunks].map(([file, parts]) => [file, joined(parts)]))
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Numbers keep the digits that the file has; a date is written year-month-day. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (!(cell instanceof Date)) return typeof cell === 'string' ? cell : String(cell as number | boolean)
  if (Number.isNaN(cell.getTime())) return ''
  const [day = '', time = ''] = cell.toISOString().split('T')
  const clock = time.slice(0, 5)
  if (first_days.test(day)) return clock
  return clock === '00:00' ? day : `${day} ${clock}`
}
