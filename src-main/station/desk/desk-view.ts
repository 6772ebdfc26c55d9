/** What every view of the desk needs: whose desk it is, the clock, and what is kept in memory. */
import { dayAt, zoneOf } from '../commands/booking/time-zone.ts'
import type { GuardedReader } from '../commands/command.ts'
import { guardedReader } from '../commands/guarded-reader.ts'
import type { Doc, Store } from '../store/store.ts'
import { makeEventCache, type EventCache } from './event-cache.ts'
import type { Place } from './place.ts'
import { makePeople, type People } from './people.ts'
import { venueOf } from './place.ts'
import { makeRosterIndex, type RosterIndex } from './roster-index.ts'

export interface DeskView extends Place {
  store: Store
  reader: GuardedReader
  rosters: RosterIndex
  events: EventCache
  people: People
  venue: Doc | undefined
  zone: string
  /** ISO 8601 instant. */
  now: string
  /** Today's calendar day at the venue. */
  today: string
}

export interface DeskViews {
  /** The desk as it is at this moment, for one tenant and site. */
  of(place: Place): Promise<DeskView>
  stop(): void
}

type Memory = Pick<DeskView, 'rosters' | 'events' | 'people'>

/** Keeps one memory for each tenant that is asked about; a station has one. */
export function makeDeskViews(store: Store, now: () => string): DeskViews {
  const memories = new Map<string, Memory>()

  function memoryOf(tenant: string): Memory {
    const known = memories.get(tenant)
    if (known) return known
    const rosters = makeRosterIndex(store, tenant)
    const made = { rosters, events: makeEventCache(store, tenant, rosters.placesVersion), people: makePeople(store, tenant) }
    memories.set(tenant, made)
    return made
  }

  return {
    async of({ tenant, site }) {
      const venue = await venueOf(store, tenant, site)
      const zone = zoneOf(undefined, venue)
      const at = now()
      return { store, tenant, site, venue, zone, now: at, today: dayAt(at, zone) ?? at.slice(0, 10), reader: guardedReader(store, tenant).reader, ...memoryOf(tenant) }
    },
    stop: () => memories.forEach(({ rosters, people }) => (rosters.stop(), people.stop())),
  }
}
