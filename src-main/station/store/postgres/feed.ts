/** The change feed. One statement sees one moment: every change up to `last` that concerns the asker, and none after it. */
import type { Change, ChangePage } from '../store.ts'
import type { Ask } from './connect.ts'

const IN_SCOPE = `tenant = $1 AND seq > $2 AND ($3::text IS NULL OR site IS NULL OR site = $3)`

const PAGE = `
  SELECT state.seq AS last, state.epoch, page.* FROM state LEFT JOIN LATERAL (
    SELECT * FROM (
      (SELECT seq, collection, id, site, doc FROM record WHERE ${IN_SCOPE} ORDER BY seq LIMIT $4)
      UNION ALL
      (SELECT seq, collection, id, site, NULL AS doc FROM tombstone WHERE ${IN_SCOPE} AND NOT ($3::text IS NULL AND kind = 'moved') ORDER BY seq LIMIT $4)
    ) both_kinds ORDER BY seq LIMIT $4
  ) page ON true ORDER BY page.seq`

type Row = { last: number; epoch: string } & (Change | { seq: null })

export function makeFeed(ask: Ask) {
  return async (tenant: string, site: string | null, since: number, limit: number): Promise<ChangePage> => {
    const rows = await ask<Row>({ name: 'feed', text: PAGE, values: [tenant, since, site, limit] })
    const changes = rows.flatMap((row): Change[] => (row.seq === null ? [] : [{ seq: row.seq, collection: row.collection, id: row.id, site: row.site, doc: row.doc }]))
    const { last = 0, epoch = '' } = rows[0] ?? {}
    return { epoch, changes, upTo: changes.length < limit ? last : (changes.at(-1)?.seq ?? last), last }
  }
}
