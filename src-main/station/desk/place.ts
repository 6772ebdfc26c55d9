/** Whose desk this station is: its tenant and its site. */
import { textOf } from '../commands/booking/stored-values.ts'
import type { Doc, Store } from '../store/store.ts'

export interface Place {
  tenant: string
  site: string
}

/** Undefined until the station has joined a site or has loaded the demo. */
export function placeOf({ meta }: Store): Place | undefined {
  const tenant = tenantOf({ meta })
  const site = meta.get('site')
  return tenant === undefined || site === undefined ? undefined : { tenant, site }
}

/** The tenant whose records this station holds. */
export function tenantOf({ meta }: Pick<Store, 'meta'>): string | undefined {
  return meta.get('tenant') ?? meta.get('sync_tenant')
}

/** Makes this station the desk of a site. */
export function settle({ meta }: Store, { tenant, site }: Place): void {
  meta.set('tenant', tenant)
  meta.set('site', site)
}

/** A station of its own that holds the records of one tenant with one venue is that venue's desk: an import says so well enough. */
export async function settleAlone(store: Store): Promise<void> {
  if (store.meta.get('site') !== undefined || store.meta.get('follows') !== undefined) return
  const [tenant, otherTenant] = await store.tenants()
  if (tenant === undefined || otherTenant !== undefined) return
  const [venue, otherVenue] = await store.query({ tenant, collection: 'venues', where: [], limit: 2 })
  if (venue && !otherVenue) settle(store, { tenant, site: venue.id })
}

/** The venue's document; undefined while it has not come from headquarters yet. */
export async function venueOf(store: Store, tenant: string, site: string): Promise<Doc | undefined> {
  const record = await store.get({ tenant, collection: 'venues', id: site })
  return record && (JSON.parse(record.text) as Doc)
}

/** What the venue is called; its id until its document is here. */
export function venueName(venue: Doc | undefined, id: string): string {
  return textOf(venue, 'name') ?? id
}
