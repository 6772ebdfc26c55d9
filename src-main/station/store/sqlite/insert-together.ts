/** Inserts many new records with one statement: each statement by itself opens every index of the table, and those are sixty. */
import type { Key } from '../store.ts'
import type { Statement } from './database.ts'

/** A record as it comes in, with what is found in it. */
export interface NewRecord {
  key: Key
  text: string
  site: string | null
  seq: number
  search: string | null
  lookup: string | null
}

export const rows_inserted_together = 100

export function makeInsertTogether(prepare: (sql: string) => Statement) {
  const row = '(?, ?, ?, ?, 1, ?, ?, ?, ?)'
  const insert = prepare(`INSERT INTO record (tenant, collection, id, site, rev, seq, search, lookup, doc) VALUES ${Array(rows_inserted_together).fill(row).join(', ')} ON CONFLICT DO NOTHING`)
  /** @param rows exactly `rows_inserted_together` @returns whether all of them were new; those that were not are left as they are */
  return (rows: readonly NewRecord[]): boolean => {
    const values = rows.flatMap(({ key, site, seq, search, lookup, text }) => [key.tenant, key.collection, key.id, site, seq, search, lookup, text])
    return insert.run(...values).changes === rows.length
  }
}
