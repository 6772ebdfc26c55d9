/** The single steps of syncing, each leaving the store whole: meet headquarters or a hub, push a batch, pull a page. */
import { feed_rows_default, push_operations_max } from '../../../src-shared/limits.ts'
import type { Store } from '../store/store.ts'
import { makeMeet, type Met } from './meet.ts'
import { makePull } from './pull.ts'
import { makePush } from './push.ts'
import type { Upstream } from './upstream.ts'

export interface ExchangeOptions {
  store: Store
  upstream: Upstream
  site: string | null
  sizes?: ExchangeSizes
}

/** The most that goes into one request. */
export interface ExchangeSizes {
  rows: number
  operations: number
}

const SIZES: ExchangeSizes = { rows: feed_rows_default, operations: push_operations_max }

/** What the engine asks for, whatever the other side speaks. Each step leaves the store whole. @throws SyncFault */
export interface Exchange {
  /** Asks who is there and whether it fits. */
  meet(): Promise<unknown>
  /** Before a first read: what the desk needs on a day (YYYY-MM-DD). */
  preload(date: string): Promise<void>
  /** Sends the next writes. @returns false where nothing waits */
  pushBatch(): Promise<boolean>
  /** Fetches the next part. @returns true where that was all there is for now */
  pullPage(): Promise<boolean>
  /** Whether something is to be sent; absent: whatever is queued. */
  waits?(): boolean
  /** Whether a poke (the JSON of one event) tells of something that is not known; absent: always. */
  isNews?(data: string): boolean
  /** Whether a hub answers at present, and headquarters only through it; absent: never. */
  atHub?(): boolean
  /** Whether someone answers, changing nothing; absent: it is met to find out. */
  probe?(): Promise<boolean>
}

export function makeExchange({ store, upstream, site, sizes = SIZES }: ExchangeOptions): Exchange {
  const { outbox } = store
  const session: Met = {}
  const meet = makeMeet({ store, upstream, site, session })
  const push = makePush({ store, upstream, session, meet, operationsMax: sizes.operations })
  const pull = makePull({ store, upstream, session, meet, rowsMax: sizes.rows })

  return {
    meet,
    pushBatch: push.batch,
    waits: push.waits,
    pullPage: pull.page,
    async preload(date) {
      // Each exchange tries once more what had to wait for another station.
      push.begin()
      const { cursor, resyncing, serverEpoch } = outbox.state()
      const { tenant } = session
      if (cursor > 0 || resyncing || tenant === undefined) return
      const page = await upstream.first(date)
      if (page.epoch !== serverEpoch || page.tenant !== tenant) return
      outbox.preload(tenant, page.changes)
    },
    isNews(data) {
      const [seq, relay] = ['seq', 'relay'].map((name) => Number(new RegExp(`"${name}"\\s*:\\s*(\\d+)`).exec(data)?.[1] ?? 0))
      const known = outbox.provisionalCursor()?.since ?? 0
      return (seq ?? 0) > outbox.state().cursor || (session.hub !== undefined && (relay ?? 0) !== known)
    },
    atHub: () => session.hub !== undefined,
    async probe() {
      try {
        await upstream.hello([outbox.state().node])
        return true
      } catch {
        return false
      }
    },
  }
}
