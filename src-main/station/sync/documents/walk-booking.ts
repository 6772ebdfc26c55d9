/** Booking: events day by day, registrations by when they last changed, sheets by event. */
import { documents_days_after, documents_days_before, documents_since_overlap_ms, page_rows_max } from '../../../../src-shared/limits.ts'
import { textOf } from '../../commands/booking/stored-values.ts'
import { toInstant } from '../../commands/iso-time.ts'
import type { Doc, Where } from '../../store/store.ts'
import { storedRegistration } from './booking-stored.ts'
import { isDone } from './documents-client.ts'
import { itemsIn } from './documents-server.ts'
import type { Found } from './local-feed.ts'
import type { Task } from './walk-tasks.ts'
import type { WalkParts } from './walk-parts.ts'

const day_ms = 86_400_000
/** Meta: the latest change of a registration that was read, ISO 8601. */
const SINCE = 'documents_since'
/** Shorter spans of time are not cut up further. */
const span_min_ms = 1_000

/** Events of the days around now. @param reach days before and after; all that are kept unless given */
export function walkEvents({ server, feed, clock, site, missing }: WalkParts, reach = { before: documents_days_before, after: documents_days_after }): Task[] {
  const today = clock.now()
  const days = Array.from({ length: reach.before + reach.after + 1 }, (_, i) => new Date(today + (i - reach.before) * day_ms).toISOString().slice(0, 10))
  // Today first.
  return days.sort((a, b) => distance(a) - distance(b)).map((day) => async () => {
    if (missing.has('bookingEvents')) return
    const answered = await server.eventsOn(day)
    if (!answered) return void missing.add('bookingEvents')
    const events = answered.filter(({ EventVenue }) => site === null || EventVenue === site)
    await feed.layNew(events.map((doc) => ({ collection: 'bookingEvents', id: String(doc.id), doc })))
  })
  function distance(day: string): number {
    return Math.abs(Date.parse(day) + day_ms / 2 - today)
  }
}

/** The registrations that changed since the last look. */
export function changedRegistrations(parts: WalkParts): Task {
  return async () => {
    const known = parts.store.meta.get(SINCE)
    const since = known === undefined ? undefined : new Date(Date.parse(known) - documents_since_overlap_ms).toISOString()
    return searchSpan(parts, since === undefined ? {} : { from: since })()
  }
}

/** Every registration; what is here and was not among them is looked at by itself. */
export function walkRegistrations(parts: WalkParts): Task {
  const seen = new Set<string>()
  return async () => [...((await searchSpan(parts, {}, seen)()) ?? []), removals(parts, seen)]
}

interface Span {
  from?: string
  to?: string
}

/** There are no pages: where an answer holds less than it counts, the time is cut in two. */
function searchSpan(parts: WalkParts, { from, to }: Span, seen = new Set<string>()): Task {
  return async () => {
    const answer = await parts.server.client.ask('/api/registrations/search', { ...(from === undefined ? {} : { LastChangeTimeSince: from }), ...(to === undefined ? {} : { LastChangeTimeBefore: to }) })
    if (!isDone(answer)) return void parts.missing.add('bookingRegistrations')
    const items = itemsIn(answer).map((item) => parts.aliases.docToLocal('bookingRegistrations', storedRegistration(item)))
    for (const { id } of items) seen.add(String(id))
    await lay(parts, items)
    const { Count } = answer.body as { Count?: number }
    if (Count !== undefined && Count > items.length) return halves(parts, { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }, seen)
    return undefined
  }
}

const first_year = '2000-01-01T00:00:00.000Z'

function halves(parts: WalkParts, { from = first_year, to = new Date(parts.clock.now() + day_ms).toISOString() }: Span, seen: Set<string>): Task[] {
  const middle = Math.floor((Date.parse(from) + Date.parse(to)) / 2)
  if (Date.parse(to) - Date.parse(from) < span_min_ms) return []
  const at = new Date(middle).toISOString()
  return [searchSpan(parts, { from: at, to }, seen), searchSpan(parts, { from, to: at }, seen)]
}

/** Keeps those of this site's events. */
async function lay({ store, tenant, feed }: WalkParts, items: readonly Doc[]): Promise<void> {
  const found: Found[] = []
  for (const doc of items) {
    const id = String(doc.id)
    const event = await store.get({ tenant, collection: 'bookingEvents', id: textOf(doc, 'EventIdentifier') ?? '' })
    if (event) found.push({ collection: 'bookingRegistrations', id, doc })
    else if (await store.get({ tenant, collection: 'bookingRegistrations', id })) found.push({ collection: 'bookingRegistrations', id, doc: null })
  }
  await feed.layNew(found)
  const latest = items.map((doc) => toInstant(doc.LastChangeTime) ?? '').reduce((a, b) => (a > b ? a : b), store.meta.get(SINCE) ?? '')
  if (latest !== '' && latest !== store.meta.get(SINCE)) store.meta.set(SINCE, latest)
}

function removals({ store, tenant, server, feed }: WalkParts, seen: ReadonlySet<string>): Task {
  const collection = 'bookingRegistrations'
  const confirm = (id: string): Task => async () => feed.layNew([{ collection, id, doc: (await server.registration(id)) ?? null }])
  return async () => {
    const tasks: Task[] = []
    for (let after: string | undefined; ;) {
      const page = await store.query({ tenant, collection, where: [], limit: page_rows_max, ...(after === undefined ? {} : { after }) })
      for (const { id } of page) if (!seen.has(id) && store.outbox.waitingOn([{ tenant, collection, id }]).size === 0) tasks.push(confirm(id))
      after = page.at(-1)?.id
      if (page.length < page_rows_max) return tasks
    }
  }
}

/** The sheets of the events that start around now. */
export function walkSheets({ store, tenant, server, feed, clock }: WalkParts): Task {
  return async () => {
    const instant = (ms: number) => new Date(clock.now() + ms).toISOString()
    const where: Where[] = [{ field: 'EventStart', as: 'instant', from: instant(-day_ms), to: instant(day_ms) }]
    const events = await store.query({ tenant, collection: 'bookingEvents', where, limit: page_rows_max })
    return events.map(({ id }): Task => async () => {
      const sheets = await server.sheets(id)
      await feed.layNew(sheets.map((doc) => ({ collection: 'scrapSheets', id: String(doc.id), doc })))
    })
  }
}
