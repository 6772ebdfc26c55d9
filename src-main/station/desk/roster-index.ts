/** The rosters of events, in memory: built when first asked for, kept fresh by what is committed. */
import { textOf } from '../commands/booking/stored-values.ts'
import type { Doc, Key, Store } from '../store/store.ts'
import { makeLikelyDoubles, sameLikeness, type LikelyDoubles } from './likely-doubles.ts'
import { rosterEntry, type RosterEntry } from './roster-entry.ts'
import { makeRosterSearch, type RosterSearch } from './roster-search.ts'
import { summaryOf, type RosterSummary } from './roster-summary.ts'

const rows_per_read = 1_000
/** Ids in one question; SQLite takes far more, but the statement is kept. */
const ids_per_read = 500
/** Rosters of this many events stay in memory; today's and tomorrow's of a site are far fewer. */
const events_kept_max = 64
/** Above this many changed registrations at once it is quicker to read the rosters again. */
const changes_kept_max = 2_000

export interface RosterIndex {
  /** Finds among the registrations of these events. */
  search(events: readonly string[]): Promise<RosterSearch>
  /** The registrations of one event. */
  of(event: string): Promise<readonly RosterEntry[]>
  summary(event: string): Promise<RosterSummary>
  /** Registrations of one event that may be one person. */
  doubles(event: string): Promise<{ all: ReadonlySet<string>; of: (registration: string) => readonly RosterEntry[] }>
  /** Grows whenever an event or a venue changed: what was read about them has to be read again. */
  placesVersion(): number
  stop(): void
}

export function makeRosterIndex(store: Store, tenant: string): RosterIndex {
  const events = new Map<string, Map<string, RosterEntry>>()
  const eventOf = new Map<string, string>()
  const byLearner = new Map<string, Set<string>>()
  const lists = new Map<string, RosterSearch>()
  const summaries = new Map<string, RosterSummary>()
  const doubles = new Map<string, LikelyDoubles<RosterEntry>>()
  let changed = new Set<string>()
  let places = 0
  let fresh: Promise<void> = Promise.resolve()

  const stop = store.onCommit(({ keys }) => keys.forEach(note))

  function note({ tenant: of, collection, id }: Key): void {
    if (of !== tenant) return
    if (collection === 'bookingRegistrations') changed.add(id)
    else if (collection === 'contacts') byLearner.get(id)?.forEach((registration) => changed.add(registration))
    else if (collection === 'bookingEvents' || collection === 'venues') places++
  }

  function forget(): void {
    for (const kept of [events, eventOf, byLearner, lists, summaries, doubles]) kept.clear()
  }

  /** One after another, so that nobody reads between the halves of another's work. What failed is read again. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const mine = fresh.then(work)
    fresh = mine.catch(forget)
    return mine
  }

  async function takeChanges(): Promise<void> {
    const ids = changed
    changed = new Set()
    if (ids.size > changes_kept_max) return forget()
    for (const id of ids) await take(id)
  }

  async function take(id: string): Promise<void> {
    if (events.size === 0) return
    const registration = await read('bookingRegistrations', id)
    const learner = textOf(registration, 'Learner')
    const contact = learner === null ? undefined : await read('contacts', learner)
    place(id, registration && rosterEntry(registration, contact))
  }

  function place(id: string, entry: RosterEntry | undefined): void {
    const was = eventOf.get(id)
    const before = was === undefined ? undefined : events.get(was)?.get(id)
    for (const event of [was, entry?.event]) if (event !== undefined) summaries.delete(event)
    if (before && entry && before.event === entry.event && sameKeys(before, entry)) {
      const alike = sameLikeness(before.like, entry.like)
      if (!alike) doubles.get(entry.event)?.remove(before)
      // The same object stays, so that the sorted lists and what was found in them hold.
      Object.assign(before, entry)
      if (!alike) doubles.get(entry.event)?.add(before)
      return
    }
    if (was !== undefined && before) doubles.get(was)?.remove(before)
    if (was !== undefined) events.get(was)?.delete(id)
    eventOf.delete(id)
    if (entry && events.has(entry.event)) add(entry)
    lists.clear()
  }

  function add(entry: RosterEntry): void {
    events.get(entry.event)?.set(entry.id, entry)
    doubles.get(entry.event)?.add(entry)
    eventOf.set(entry.id, entry.event)
    if (entry.learner === null) return
    const registrations = byLearner.get(entry.learner) ?? new Set<string>()
    byLearner.set(entry.learner, registrations.add(entry.id))
  }

  async function read(collection: 'bookingRegistrations' | 'contacts', id: string): Promise<Doc | undefined> {
    const record = await store.get({ tenant, collection, id })
    return record && (JSON.parse(record.text) as Doc)
  }

  async function load(event: string): Promise<void> {
    const docs: Doc[] = []
    for (let after: string | undefined; ; ) {
      const page = await store.query({ tenant, collection: 'bookingRegistrations', where: [{ field: 'EventIdentifier', eq: event }], limit: rows_per_read, ...(after === undefined ? {} : { after }) })
      docs.push(...page.map(({ text }) => JSON.parse(text) as Doc))
      after = page.at(-1)?.id
      if (page.length < rows_per_read) break
    }
    const contacts = await contactsOf(docs)
    events.set(event, new Map())
    doubles.set(event, makeLikelyDoubles())
    for (const doc of docs) add(rosterEntry(doc, contacts.get(textOf(doc, 'Learner') ?? '')))
    // Read pages and changes may overlap: whatever was committed meanwhile is in `changed` and is taken next.
    lists.clear()
  }

  async function contactsOf(docs: readonly Doc[]): Promise<Map<string, Doc>> {
    const ids = [...new Set(docs.flatMap((doc) => textOf(doc, 'Learner') ?? []))]
    const found = new Map<string, Doc>()
    for (let i = 0; i < ids.length; i += ids_per_read) {
      const some = ids.slice(i, i + ids_per_read)
      const page = await store.query({ tenant, collection: 'contacts', where: [{ field: 'id', in: some }], limit: some.length })
      for (const { id, text } of page) found.set(id, JSON.parse(text) as Doc)
    }
    return found
  }

  /** Loads what is missing and takes what changed, until both are done. */
  async function ready(ids: readonly string[]): Promise<void> {
    await fresh
    while (changed.size > 0 || ids.some((id) => !events.has(id))) await inTurn(() => catchUp(ids))
  }

  async function catchUp(ids: readonly string[]): Promise<void> {
    await takeChanges()
    const missing = ids.filter((id) => !events.has(id))
    if (missing.length > 0 && events.size + missing.length > events_kept_max) forget()
    for (const id of ids) if (!events.has(id)) await load(id)
  }

  function searchNow(ids: readonly string[]): RosterSearch {
    const name = ids.join(' ')
    const known = lists.get(name)
    if (known) return known
    const sorted = ids.flatMap((id) => [...(events.get(id)?.values() ?? [])]).sort(bySortName)
    const made = makeRosterSearch(sorted)
    lists.set(name, made)
    return made
  }

  return {
    async search(ids) {
      await ready(ids)
      return searchNow(ids)
    },
    async of(event) {
      await ready([event])
      return [...(events.get(event)?.values() ?? [])]
    },
    async summary(event) {
      await ready([event])
      const known = summaries.get(event)
      if (known) return known
      const made = summaryOf(events.get(event)?.values() ?? [])
      summaries.set(event, made)
      return made
    },
    async doubles(event) {
      await ready([event])
      const of = doubles.get(event)
      return {
        all: of?.all() ?? new Set(),
        of(registration) {
          const entry = events.get(event)?.get(registration)
          return entry && of ? of.of(entry) : []
        },
      }
    },
    placesVersion: () => places,
    stop,
  }
}

function sameKeys({ search: one }: RosterEntry, { search: other }: RosterEntry): boolean {
  return one.sort === other.sort && one.text === other.text && one.email === other.email
}

function bySortName(one: RosterEntry, other: RosterEntry): number {
  const [a, b] = [one.search.order, other.search.order]
  if (a !== b) return a < b ? -1 : 1
  return one.id < other.id ? -1 : 1
}
