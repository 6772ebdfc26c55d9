/** Lays what the server has under this station's view, with change numbers of its own: such a server has none to offer. */
import type { Collection } from '../../../../src-shared/resource/collections.ts'
import { resourceOf } from '../../../../src-shared/resources/index.ts'
import { AT_THEIR_EVENT, siteOf } from '../../commands/site-of.ts'
import type { Doc, Operation, OperationResult, Store } from '../../store/store.ts'

/** A document as the server has it, null where it is gone; ids are this station's. */
export interface Found {
  collection: Collection
  id: string
  doc: Doc | null
}

/** What no operation shows and only this station knows: it stays when the server's document comes. */
const OWN_FIELDS: Partial<Record<Collection, readonly string[]>> = {
  bookingEvents: ['ClockStops'],
  bookingRegistrations: ['AccommodationHistory', 'SeatHistory', 'Transfers'],
}

export interface LocalFeed {
  /** Lays what is new or different; base, view and cursor move together. */
  layNew(found: readonly Found[]): Promise<void>
  /** The end of a queued write: first what the server has now, then the answer; in between the write waits on, and a repeat finds itself done. */
  conclude(operation: Operation, result: Omit<OperationResult, 'seq'>, found: readonly Found[]): Promise<void>
}

export function makeLocalFeed(store: Store, tenant: string, site: string | null): LocalFeed {
  const { outbox } = store

  function lay(found: readonly Found[]): void {
    if (found.length === 0) return
    const { cursor, serverEpoch } = outbox.state()
    const changes = found.map(({ collection, id, doc }, i) => ({
      seq: cursor + i + 1, collection, id,
      site: doc && (AT_THEIR_EVENT.has(collection) ? site : siteOf(collection, doc, resourceOf(collection))),
      doc: doc && JSON.stringify(doc),
    }))
    const upTo = cursor + changes.length
    outbox.pull(tenant, { epoch: serverEpoch ?? '', changes, upTo, last: upTo })
  }

  async function isNew({ collection, id, doc }: Found): Promise<boolean> {
    const key = { tenant, collection, id }
    // Where a write waits, the view is not what the server had.
    if (outbox.waitingOn([key]).size > 0) return true
    return (await store.get(key))?.text !== (doc ? JSON.stringify(doc) : undefined)
  }

  /** What belongs to another site is not kept here. */
  function ofThisSite(one: Found): Found {
    const at = one.doc && !AT_THEIR_EVENT.has(one.collection) ? siteOf(one.collection, one.doc, resourceOf(one.collection)) : null
    return site === null || at === null || at === site ? one : { ...one, doc: null }
  }

  async function withOwn(one: Found): Promise<Found> {
    const fields = OWN_FIELDS[one.collection]
    const here = fields && one.doc ? await store.get({ tenant, collection: one.collection, id: one.id }) : undefined
    if (!fields || !here) return one
    const own = Object.entries(JSON.parse(here.text) as Doc).filter(([field]) => fields.includes(field))
    return { ...one, doc: { ...Object.fromEntries(own.filter(([field]) => one.doc?.[field] === undefined)), ...one.doc } }
  }

  /** Members in one order, so that the same document is the same text. */
  function sorted(doc: Doc): Doc {
    return Object.fromEntries(Object.entries(doc).sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  const kept = async (found: readonly Found[]): Promise<Found[]> => {
    const all: Found[] = []
    for (const one of found) {
      const own = await withOwn(ofThisSite(one))
      all.push(own.doc && OWN_FIELDS[own.collection] ? { ...own, doc: sorted(own.doc) } : own)
    }
    return all
  }

  return {
    async layNew(found) {
      const fresh: Found[] = []
      for (const one of await kept(found)) if (await isNew(one)) fresh.push(one)
      lay(fresh)
    },
    async conclude(operation, result, found) {
      lay(await kept(found))
      outbox.settle([{ operation, result: { ...result, seq: outbox.state().cursor } }])
    },
  }
}
