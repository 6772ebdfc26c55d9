/** Puts the demo's site into a store: all of it on the first day, the day's sittings on later ones, nothing twice. */
import { placeOf, settle } from '../desk/place.ts'
import { dayAt } from '../commands/booking/time-zone.ts'
import type { Doc, ImportLine, Store } from '../store/store.ts'
import { must } from '../../../src-shared/assert.ts'
import { DEMO_PIN, DEMO_TENANT, DEMO_ZONE } from './demo-catalogue.ts'
import { demoSite } from './demo-site.ts'

export interface LoadDemoOptions {
  /** The instant now, ISO 8601. */
  now: string
  candidates?: number
  seed?: number
  /** Another day than the venue's today, YYYY-MM-DD. */
  day?: string
}

export const demo_candidates_default = 200
export const demo_seed_default = 1

export interface DemoSummary {
  tenant: string
  site: string
  site_name: string
  day: string
  candidates: number
  events: { id: string; start: string; limit: number }[]
  users: { id: string; name: string; role: string }[]
  pin: string
  /** Records that were not there before. */
  added: number
}

export async function loadDemo(store: Store, { now, candidates = demo_candidates_default, seed = demo_seed_default, day: given }: LoadDemoOptions): Promise<DemoSummary> {
  const day = given ?? must(dayAt(now, DEMO_ZONE), 'the day at the venue')
  const { catalogue, events, lines } = demoSite({ candidates, seed, day })
  const missing = (await isLoaded(store, events)) ? [] : await notThere(store, lines)
  const added = missing.length === 0 ? 0 : await store.importLines(missing, now)
  store.meta.set('demo_pin', DEMO_PIN)
  // A station on this folder is the desk of the demo's venue, unless it is that of another site already.
  if (!placeOf(store)) settle(store, { tenant: DEMO_TENANT, site: catalogue.venue.id })
  return {
    tenant: DEMO_TENANT,
    site: catalogue.venue.id,
    site_name: String(catalogue.venue.doc.name),
    day,
    candidates,
    events: events.map((event) => ({ id: String(event.id), start: String(event.EventStart), limit: Number(event.RegistrationLimit) })),
    users: catalogue.users.map(({ id, doc }) => ({ id, name: String(doc.name), role: String(doc.role) })),
    pin: DEMO_PIN,
    added,
  }
}

async function isLoaded(store: Store, [first]: readonly Doc[]): Promise<boolean> {
  return (await store.get({ tenant: DEMO_TENANT, collection: 'bookingEvents', id: String(first?.id) })) !== undefined
}

/** What people did in the demo stays. */
async function notThere(store: Store, lines: readonly ImportLine[]): Promise<ImportLine[]> {
  const missing: ImportLine[] = []
  for (const line of lines) if (!(await store.get(line.key))) missing.push(line)
  return missing
}
