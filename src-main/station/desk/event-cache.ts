/** The events of a site on some days, kept until an event or a venue changes: every keystroke asks for them. */
import { textOf } from '../commands/booking/stored-values.ts'
import { zoneOf } from '../commands/booking/time-zone.ts'
import type { Doc, Store } from '../store/store.ts'
import { venueOf } from './place.ts'
import { around, isOn } from './venue-day.ts'

/** More events than this never take place at one site on two days. */
const events_max = 1_000
const answers_kept_max = 50

export interface EventCache {
  /** By start. */
  on(site: string, days: readonly string[]): Promise<readonly Doc[]>
}

export function makeEventCache(store: Store, tenant: string, version: () => number): EventCache {
  const answers = new Map<string, { version: number; events: readonly Doc[] }>()

  async function read(site: string, days: readonly string[]): Promise<readonly Doc[]> {
    const { from, to } = around(days[0] ?? '', days.at(-1) ?? '')
    const where = [{ field: 'EventVenue', eq: site }, { field: 'EventStart', from, to, as: 'instant' as const }]
    const records = await store.query({ tenant, collection: 'bookingEvents', where, limit: events_max })
    const venue = await venueOf(store, tenant, site)
    const events = records.map(({ text }) => JSON.parse(text) as Doc)
    return events.filter((event) => isOn(textOf(event, 'EventStart'), zoneOf(event, venue), days)).sort(byStart)
  }

  return {
    async on(site, days) {
      const name = [site, ...days].join(' ')
      const known = answers.get(name)
      const now = version()
      if (known?.version === now) return known.events
      const events = await read(site, days)
      if (answers.size >= answers_kept_max) answers.clear()
      answers.set(name, { version: now, events })
      return events
    },
  }
}

function byStart(one: Doc, other: Doc): number {
  const difference = Date.parse(textOf(one, 'EventStart') ?? '') - Date.parse(textOf(other, 'EventStart') ?? '')
  return difference || (String(one.id) < String(other.id) ? -1 : 1)
}
