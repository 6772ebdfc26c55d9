/** What the window needs before anyone has signed in. */
import { hostname } from 'node:os'
import type { DeskState } from '../../../src-shared/desk.ts'
import { VERSION } from '../../../src-shared/version.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import { zoneOf } from '../commands/booking/time-zone.ts'
import type { Store } from '../store/store.ts'
import { leaseUntil } from './lease.ts'
import { tenantOf, venueName, venueOf } from './place.ts'
import { zoneOffsets } from './zone-offsets.ts'

export async function deskState(store: Store, now: string): Promise<DeskState> {
  const station = { name: hostname(), encrypted: true, version: VERSION }
  const site = store.meta.get('site')
  const tenant = tenantOf(store)
  if (site === undefined) return { phase: 'join', site: null, station, demo_pin: null, demo_available: tenant === undefined, lease_until: null }
  // A station that has not reached its headquarters yet knows only the site's id.
  const venue = tenant === undefined ? undefined : await venueOf(store, tenant, site)
  const zone = zoneOf(undefined, venue)
  return {
    phase: 'sign-in',
    site: { id: site, name: venueName(venue, site), time_zone: zone, offsets: zoneOffsets(now, zone) },
    station,
    // The demo's venue carries its PIN, so a station that syncs with a demo headquarters shows it too.
    demo_pin: textOf(venue, 'demo_pin'),
    demo_available: false,
    lease_until: leaseUntil(store),
  }
}
