/** The lives of this database: a restore begins another, so that stations send again what it lost. */
import { keptThrough, type Kept, type KeptByNode } from '../kept-writes.ts'
import type { Db } from './database.ts'
import type { makeMeta } from './meta.ts'
import type { NewName } from './outbox-tables.ts'

const EPOCH = 'server_epoch_own'

export function makeLives(db: Db, meta: ReturnType<typeof makeMeta>, newName: NewName) {
  const add = db.prepare(`INSERT INTO life (epoch, kept) VALUES (?, ?) ON CONFLICT DO NOTHING`)
  const find = db.prepare(`SELECT ord FROM life WHERE epoch = ?`)
  const after = db.prepare(`SELECT kept FROM life WHERE ord > ? ORDER BY ord`)
  const applied = db.prepare(`SELECT node, json_group_object(epoch, last) AS kept FROM node GROUP BY node`)

  const keptNow = (): KeptByNode => Object.fromEntries((applied.all() as { node: string; kept: string }[]).map(({ node, kept }) => [node, JSON.parse(kept) as Kept]))

  return {
    epoch: () => meta.getOrMake(EPOCH, newName),
    begin: db.transaction((epoch: string = newName()) => {
      const ended = meta.get(EPOCH)
      if (ended !== undefined) add.run(ended, '{}')
      add.run(epoch, JSON.stringify(keptNow()))
      meta.set(EPOCH, epoch)
    }).immediate,
    keptSince(epoch: string, node: string): Kept {
      const known = find.get(epoch) as { ord: number } | undefined
      if (!known) return {}
      return keptThrough((after.all(known.ord) as { kept: string }[]).map(({ kept }) => JSON.parse(kept) as KeptByNode), node)
    },
  }
}
