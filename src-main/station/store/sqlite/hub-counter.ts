/** The counter by which a hub tells its stations what changed in its queue. At any other station it does nothing. */
import type { Db } from './database.ts'
import type { makeMeta } from './meta.ts'
import type { NewName } from './outbox-tables.ts'

export type HubCounter = ReturnType<typeof makeHubCounter>

export function makeHubCounter(db: Db, meta: ReturnType<typeof makeMeta>, newName: NewName) {
  const stampQueue = db.prepare(`UPDATE outbox SET k = ? WHERE ord = ?`)
  const stampProvisional = db.prepare(`UPDATE provisional SET k = ? WHERE ord = ?`)
  const open = db.prepare(`
    SELECT ord FROM provisional WHERE k IS NULL AND gone = 0
    UNION ALL SELECT ord FROM outbox INDEXED BY outbox_open WHERE state <> 'final' AND k IS NULL ORDER BY ord`)
  let isHub = meta.get('hub_k') !== undefined
  const last = () => Number(meta.get('hub_k') ?? 0)
  /** Whoever read the counter before reads everything again, and sends again what is not final. */
  const renewLife = () => meta.set('hub_life', newName())

  /** Something happened to a write (`ord` negative: another station's). */
  function stamp(ord: number): void {
    if (!isHub) return
    const k = last() + 1
    meta.set('hub_k', String(k))
    ;(ord < 0 ? stampProvisional : stampQueue).run(k, ord)
  }

  return {
    last,
    stamp,
    renewLife,
    life: () => meta.getOrMake('hub_life', newName),
    /** Starts to count, with everything that is not final. */
    begin(): void {
      if (isHub) return
      isHub = true
      meta.set('hub_k', '0')
      for (const { ord } of open.all() as { ord: number }[]) stamp(ord)
    },
  }
}
