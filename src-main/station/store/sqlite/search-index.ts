/** Full-text search: one index for three letters and more, one for one and two. */
import { shortGrams } from '../fold-text.ts'
import type { Statement } from './database.ts'

export function makeSearchIndex(prepare: (sql: string) => Statement) {
  const insert = prepare('INSERT INTO search (rowid, t) VALUES (?, ?)')
  const insertShort = prepare('INSERT INTO search_short (rowid, t) VALUES (?, ?)')
  const remove = prepare('DELETE FROM search WHERE rowid = ?')
  const removeShort = prepare('DELETE FROM search_short WHERE rowid = ?')
  return {
    /** Takes a row's text in place of what it was. */
    replace(pk: number, before: string | null, after: string | null): void {
      if (before !== null) {
        remove.run(pk)
        removeShort.run(pk)
      }
      if (after !== null) {
        insert.run(pk, after)
        insertShort.run(pk, shortGrams(after))
      }
    },
  }
}
