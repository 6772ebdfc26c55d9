/** Reads a file as a table, whichever kind it is. */
import { roster_file_bytes_max } from '../../../src-shared/limits.ts'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { UnreadableTable } from './table.ts'
import type { Table } from './table.ts'

export async function readTable(bytes: Uint8Array, name: string): Promise<Table> {
  if (bytes.length === 0) throw new UnreadableTable('empty')
  if (bytes.length > roster_file_bytes_max) throw new UnreadableTable('too-large')
  // The file itself says what it is, whatever its name says.
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes, name)
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new UnreadableTable('old-excel')
  if (begins(bytes, [0x25, 0x50, 0x44, 0x46])) throw new UnreadableTable('not-a-table')
  return readCsv(bytes, name)
}

const begins = (bytes: Uint8Array, sign: readonly number[]) => sign.every((byte, at) => bytes[at] === byte)
