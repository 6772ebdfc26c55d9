/** Headquarters' change numbers: gapless, in commit order, because they are given out inside the one writing transaction. */
import type { Db } from './database.ts'

export function makeSequence(db: Db) {
  const read = db.prepare(`SELECT CAST(value AS INTEGER) AS n FROM meta WHERE key = 'seq'`)
  const write = db.prepare(`INSERT INTO meta (key, value) VALUES ('seq', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`)
  const last = () => (read.get() as { n: number } | undefined)?.n ?? 0
  return {
    last,
    next(): number {
      const seq = last() + 1
      write.run(String(seq))
      return seq
    },
  }
}
