/** The change feed: records by their last change number, and tombstones, for one site of a tenant. */
import type { ChangePageText } from '../feed-as-text.ts'
import type { Change, ChangePage } from '../store.ts'
import { limited, type Db } from './database.ts'
import type { makeLives } from './lives.ts'
import type { makeSequence } from './sequence.ts'

// A record is sent at its last change only: whoever reads on will come to it.
const IN_SCOPE = `tenant = @tenant AND (@site IS NULL OR site IS NULL OR site = @site)`

export function makeFeed(db: Db, sequence: ReturnType<typeof makeSequence>, lives: ReturnType<typeof makeLives>) {
  // Each half is cut to a page by its own order: without that, every page sorts all that is left.
  const page = `
    SELECT * FROM (
      SELECT seq, collection, id, site, doc FROM record INDEXED BY record_seq WHERE seq > @since AND ${IN_SCOPE} ORDER BY seq ${limited('@limit')}
    ) UNION ALL SELECT * FROM (
      SELECT seq, collection, id, site, NULL AS doc FROM tombstone NOT INDEXED
       WHERE seq > @since AND ${IN_SCOPE} AND NOT (@site IS NULL AND kind = 'moved') ORDER BY seq ${limited('@limit')}
    ) ORDER BY seq ${limited('@limit')}`
  const read = db.prepare(page)
  // The order of the columns is that of a change's members.
  const readText = db.prepare(`
    SELECT count(*) AS count, max(seq) AS upTo, ifnull(sum(octet_length(doc)), 0) AS bytes,
           CAST('[' || ifnull(group_concat(json_object('seq', seq, 'collection', collection, 'id', id, 'site', site, 'doc', doc), ','), '') || ']' AS BLOB) AS changes
      FROM (${page})`)

  return {
    changes(tenant: string, site: string | null, since: number, limit: number): ChangePage {
      const last = sequence.last()
      const changes = read.all({ tenant, site, since, limit }) as Change[]
      const upTo = changes.length < limit ? last : (changes.at(-1)?.seq ?? last)
      return { epoch: lives.epoch(), changes, upTo, last }
    },
    changesText(tenant: string, site: string | null, since: number, limit: number): ChangePageText {
      const last = sequence.last()
      const { count, upTo, bytes, changes } = readText.get({ tenant, site, since, limit }) as { count: number; upTo: number | null; bytes: number; changes: Buffer }
      return { epoch: lives.epoch(), changes, bytes, upTo: count < limit ? last : (upTo ?? last), last }
    },
  }
}
