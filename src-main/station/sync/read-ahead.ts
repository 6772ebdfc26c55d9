/**
 * Reads a long feed faster: several pages are stored together, and the next one is fetched meanwhile.
 * Small pages and large transactions: an interrupted line loses little, and the store writes each index page less often.
 */
import { feed_bytes_max, first_load_gather_ms, first_load_pages_together, pages_stored_together } from '../../../src-shared/limits.ts'
import type { FeedPage } from '../../../src-shared/protocol.ts'
import type { Clock } from './ports.ts'
import type { Upstream } from './upstream.ts'

/** A page that was asked for before it was wanted. */
interface Ahead {
  since: number
  limit: number
  /** undefined: it could not be had; whoever wants it asks again and hears why. */
  page: Promise<FeedPage | undefined>
}

/**
 * The same headquarters, read ahead of the store. `limit` bounds one request, not the answer.
 * @param isFirstRead then more is stored together: rows are found by their order of coming, but pages of an index anywhere
 */
export function readAhead<U extends Pick<Upstream, 'changes'>>(upstream: U, clock: Clock, isFirstRead: () => boolean): U {
  let ahead: Ahead | undefined

  const asked = (since: number, limit: number) => upstream.changes(since, limit).catch(() => undefined)

  /** The page that was asked for already, if it is this one. */
  function taken(since: number, limit: number): Promise<FeedPage | undefined> | undefined {
    const known = ahead
    ahead = undefined
    return known?.since === since && known.limit <= limit ? known.page : undefined
  }

  function fetchAhead({ upTo, last }: FeedPage, limit: number): void {
    if (upTo < last) ahead = { since: upTo, limit, page: asked(upTo, limit) }
  }

  return {
    ...upstream,
    async changes(since: number, limit: number): Promise<FeedPage> {
      const until = clock.now() + first_load_gather_ms
      const pagesMax = isFirstRead() ? first_load_pages_together : pages_stored_together
      let page = (await taken(since, limit)) ?? (await upstream.changes(since, limit))
      let bytes = bytesOf(page)
      for (let pages = 1; pages < pagesMax && bytes < feed_bytes_max && clock.now() < until && leadsOn(page, since); pages++) {
        const next = await (taken(page.upTo, limit) ?? asked(page.upTo, limit))
        if (!next || next.epoch !== page.epoch || next.tenant !== page.tenant) return page
        bytes += bytesOf(next)
        page = { ...next, changes: [...page.changes, ...next.changes] }
      }
      if (leadsOn(page, since)) fetchAhead(page, limit)
      return page
    },
  }
}

/** A page that goes nowhere is for the one who asked to judge. */
function leadsOn({ upTo, last }: FeedPage, since: number): boolean {
  return upTo > since && upTo < last
}

function bytesOf({ changes }: FeedPage): number {
  return changes.reduce((sum, { doc }) => sum + (doc?.length ?? 0), 0)
}
