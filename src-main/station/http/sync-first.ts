/** What a desk needs first: the sittings around a day with everything about them, and who may sign in. */
import type { CentralStore, Change, Query, StoredRecord, Where } from '../store/store.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'

const DAY_MS = 86_400_000
const ids_per_query = 200

/** Today's and tomorrow's sittings of a site wherever on earth it is; at most `max` documents of a collection. */
export async function firstChanges(store: CentralStore, tenant: string, site: string | null, date: string, max: number): Promise<Change[]> {
  const query = (collection: Collection, where: readonly Where[]): Promise<StoredRecord[]> => store.query({ tenant, collection, where, limit: max } satisfies Query)
  const day = Date.parse(`${date}T00:00:00Z`)
  const from = new Date(day - DAY_MS).toISOString()
  const to = new Date(day + 3 * DAY_MS).toISOString()
  const atSite: Where[] = site === null ? [] : [{ field: 'EventVenue', eq: site }]
  const events = await query('bookingEvents', [...atSite, { field: 'EventStart', from, to, as: 'instant' }])
  const registrations = await inChunks(idsOf(events), (ids) => query('bookingRegistrations', [{ field: 'EventIdentifier', in: ids }]))
  const sheets = await inChunks(idsOf(events), (ids) => query('scrapSheets', [{ field: 'EventIdentifier', in: ids }]))
  const printed = await inChunks(idsOf(events), (ids) => query('printedSheets', [{ field: 'EventIdentifier', in: ids }]))
  const contacts = await byIds(store, tenant, 'contacts', members(registrations, 'Learner'))
  const exams = await byIds(store, tenant, 'examRegistrations', members(registrations, 'ExamRegistration'))
  const people = await query('users', [])
  const venues = await byIds(store, tenant, 'venues', [...new Set([...members(events, 'EventVenue'), ...(site === null ? [] : [site])])])
  const forms = await query('assessmentForms', [])
  return [...people, ...venues, ...events, ...registrations, ...sheets, ...printed, ...contacts, ...exams, ...forms].filter((record) => site === null || record.site === null || record.site === site).map(toChange)
}

function toChange({ seq, collection, id, site, text }: StoredRecord): Change {
  return { seq, collection, id, site, doc: text }
}

const idsOf = (records: readonly StoredRecord[]) => records.map(({ id }) => id)

function members(records: readonly StoredRecord[], field: string): string[] {
  const values = records.map(({ text }) => (JSON.parse(text) as Record<string, unknown>)[field])
  return [...new Set(values.filter((value): value is string => typeof value === 'string'))]
}

async function byIds(store: CentralStore, tenant: string, collection: Collection, ids: readonly string[]): Promise<StoredRecord[]> {
  const found = await Promise.all(ids.map((id) => store.get({ tenant, collection, id })))
  return found.filter((record) => record !== undefined)
}

async function inChunks(ids: readonly string[], query: (ids: string[]) => Promise<StoredRecord[]>): Promise<StoredRecord[]> {
  const found: StoredRecord[] = []
  for (let i = 0; i < ids.length; i += ids_per_query) found.push(...(await query(ids.slice(i, i + ids_per_query))))
  return found
}
