/**
 * Each time headquarters starts on this file. An older file that somebody put back by hand lacks runs that stations have met,
 * or began its next one before what they have read: without a word from `hallpass restore`, that is how it shows.
 */
import type { CentralStore } from '../store.ts'
import type { Db } from './database.ts'
import type { NewName } from './outbox-tables.ts'
import type { makeSequence } from './sequence.ts'

export function makeRuns(db: Db, sequence: ReturnType<typeof makeSequence>, newName: NewName): NonNullable<CentralStore['runs']> {
  const add = db.prepare(`INSERT INTO run (name, from_seq) VALUES (?, ?)`)
  const find = db.prepare(`SELECT ord FROM run WHERE name = ?`)
  const next = db.prepare(`SELECT from_seq FROM run WHERE ord > ? ORDER BY ord LIMIT 1`)
  return {
    begin() {
      const name = newName()
      add.run(name, sequence.last())
      return name
    },
    holds(name, seq) {
      const run = find.get(name) as { ord: number } | undefined
      if (!run) return false
      const end = next.get(run.ord) as { from_seq: number } | undefined
      return seq <= (end?.from_seq ?? sequence.last())
    },
  }
}
