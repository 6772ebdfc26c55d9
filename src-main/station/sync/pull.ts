/** Fetches what is new: headquarters' changes, and from a hub also what is not final yet. */
import { relay_rows_max } from '../../../src-shared/limits.ts'
import type { FeedPage } from '../../../src-shared/protocol.ts'
import type { ProvisionalEntry } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'
import type { Met } from './meet.ts'
import { resize, sized } from './sized.ts'
import { SyncFault } from './sync-fault.ts'
import type { Upstream } from './upstream.ts'

interface Parts {
  store: Store
  upstream: Upstream
  session: Met
  meet: () => Promise<unknown>
  rowsMax: number
}

export function makePull({ store, upstream, session, meet, rowsMax }: Parts) {
  const { outbox } = store
  let rows = rowsMax

  /** Fetches the next page. @returns true where that was all there is */
  async function page(): Promise<boolean> {
    if (session.hub && !(await provisionals())) return false
    const { cursor, serverEpoch } = outbox.state()
    const found = await sized((factor) => (rows = resize(rows, factor, rowsMax)), () => upstream.changes(cursor, rows))
    // Headquarters started again meanwhile: on the same file, or on an older one.
    if (found.epoch !== serverEpoch || found.run !== session.run) {
      await meet()
      return false
    }
    const own = checkPage(found, cursor)
    const all = found.upTo >= found.last
    if (all && outbox.isFirstLoad()) {
      // Who looks at how far it has read finds everything there; so the last change comes once more when the indexes are made.
      if (found.upTo - 1 > cursor) outbox.pull(own, { ...found, upTo: found.upTo - 1 })
      await outbox.completeFirstLoad()
      return false
    }
    const completes = all && (!outbox.state().complete || !(found.partial ?? outbox.isWhole()))
    if (found.changes.length > 0 || found.upTo > cursor || completes) outbox.pull(own, found)
    if (!all) return false
    if (outbox.state().resyncing) outbox.endResync(own)
    // Headquarters itself has spoken: what a hub said before no longer counts.
    if (!session.hub && outbox.provisionalCursor()) outbox.forgetProvisionals()
    return true
  }

  /** What other stations of the site wrote, and the answers to this one's own writes. @returns false where the hub has to be met anew */
  async function provisionals(): Promise<boolean> {
    for (;;) {
      const known = outbox.provisionalCursor()
      const found = await upstream.relay({ since: known?.since ?? 0, life: known?.life ?? '', nodes: outbox.nodes(), limit: relay_rows_max })
      if (found.epoch !== outbox.state().serverEpoch || found.life !== session.hub?.life) {
        await meet()
        return false
      }
      checkTenant(found.tenant)
      const isNews = found.entries.length > 0 || known?.life !== found.life || known.since !== found.upTo
      if (isNews) outbox.layProvisionals(found.tenant, { ...found, entries: found.entries as ProvisionalEntry[] })
      if (found.upTo >= found.last) return true
    }
  }

  function checkTenant(tenant: string): string {
    if (session.tenant === undefined || tenant !== session.tenant) throw new SyncFault('foreign', `Headquarters answers for the tenant ${tenant}. Nothing was exchanged.`)
    return tenant
  }

  /** An unsound page moves nothing. @returns the tenant */
  function checkPage({ tenant, changes, upTo, last }: FeedPage, since: number): string {
    const own = checkTenant(tenant)
    let before = since
    for (const { seq } of changes) {
      if (seq <= before || seq > upTo) throw new SyncFault('strange', 'Headquarters sent a page of changes that is out of order; it was not used.')
      before = seq
    }
    const stalls = upTo <= since && upTo < last
    if (upTo < since || upTo > last || stalls) throw new SyncFault('strange', 'Headquarters sent a page of changes that leads nowhere; it was not used.')
    return own
  }

  return { page }
}
