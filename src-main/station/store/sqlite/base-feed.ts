/** Headquarters' feed as a station has it: base documents with headquarters' numbers, never the view, and what is gone. */
import type { Change, ChangePage, Key } from '../store.ts'
import { limited, type Db } from './database.ts'
import type { makeMeta } from './meta.ts'
import type { OutboxTables } from './outbox-tables.ts'
import type { ReadSoFar } from './read-so-far.ts'

export function makeBaseFeed(db: Db, meta: ReturnType<typeof makeMeta>, tables: OutboxTables, read: ReadSoFar) {
  // Where something waits the base holds headquarters' document. Keys that were made here are not headquarters'.
  const readPage = db.prepare(`
    SELECT * FROM (
      SELECT seq, collection, id, site, doc FROM record r INDEXED BY record_seq
       WHERE seq > @since AND tenant = @tenant AND NOT (collection = 'apiKeys' AND doc ->> '$.node' = @node)
         AND NOT EXISTS (SELECT 1 FROM base b WHERE b.tenant = r.tenant AND b.collection = r.collection AND b.id = r.id) ORDER BY seq ${limited('@limit')}
    ) UNION ALL SELECT * FROM (
      SELECT seq, collection, id, site, doc FROM base WHERE seq > @since AND tenant = @tenant AND doc IS NOT NULL ORDER BY seq ${limited('@limit')}
    ) UNION ALL SELECT * FROM (
      SELECT seq, collection, id, site, NULL AS doc FROM tombstone NOT INDEXED WHERE seq > @since AND tenant = @tenant ORDER BY seq ${limited('@limit')}
    ) ORDER BY seq ${limited('@limit')}`)
  const bury = db.prepare(`INSERT INTO tombstone (seq, tenant, collection, id, site, kind, by, at) VALUES (?, ?, ?, ?, ?, 'deleted', NULL, '') ON CONFLICT DO NOTHING`)

  return {
    keepTombstone: ({ tenant, collection, id }: Key, { seq, site }: Change) => void bury.run(seq, tenant, collection, id, site),
    changes(tenant: string, since: number, limit: number): ChangePage {
      const cursor = Math.max(since, read.cursor())
      const changes = readPage.all({ tenant, since, limit, node: tables.identity().node }) as Change[]
      const upTo = changes.length < limit ? cursor : (changes.at(-1)?.seq ?? cursor)
      return { epoch: meta.get('server_epoch') ?? '', changes, upTo, last: cursor, ...(read.isWhole() ? {} : { partial: true }) }
    },
  }
}
