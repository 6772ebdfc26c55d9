/** Which candidate has which locker. A locker is free again when it is given back, and on the next day. */
import type { Doc } from '../../store/store.ts'
import type { GuardedReader, Loaded } from '../command.ts'
import type { LoadedRegistration } from './load-registration.ts'
import { isCancelled } from './registration-view.ts'
import { docsOf, textOf } from './stored-values.ts'
import { dayAt, zoneOf } from './time-zone.ts'

const day_ms = 86_400_000
/** More sittings than this never start at one venue around one day. */
const events_around_max = 200
/** More candidates than this never have one locker. */
const holders_max = 20

/** "a1" and "A1" are one locker. */
export function lockerName(locker: string): string {
  return locker.trim().toUpperCase()
}

/** Somebody else who has this locker at this venue on the day of the sitting. */
export async function lockerHolder(reader: GuardedReader, { registration, event, venue }: LoadedRegistration, locker: string): Promise<Loaded | undefined> {
  const start = textOf(event?.doc, 'EventStart')
  const at = textOf(event?.doc, 'EventVenue')
  if (start === null || at === null) return undefined
  const near = (days: number) => new Date(Date.parse(start) + days * day_ms).toISOString()
  const around = await reader.query({ collection: 'bookingEvents', where: [{ field: 'EventVenue', eq: at }, { field: 'EventStart', from: near(-1), to: near(1), as: 'instant' }], limit: events_around_max })
  const zone = zoneOf(event?.doc, venue?.doc)
  const today = around.filter(({ doc }) => dayAt(textOf(doc, 'EventStart'), zone) === dayAt(start, zone)).map(({ key }) => key.id)
  if (today.length === 0) return undefined
  const holders = await reader.query({ collection: 'bookingRegistrations', where: [{ field: 'EventIdentifier', in: today }, { field: 'Locker', eq: lockerName(locker) }], limit: holders_max })
  return holders.find(({ key, doc }) => key.id !== registration.key.id && !isCancelled(doc))
}

/** The history with the locker that is held, if any, as given back. */
export function lockerReturned(registration: Doc, by: { at: string; name: string }): Doc[] {
  return docsOf(registration, 'LockerHistory').map((entry) => (textOf(entry, 'ReturnedAt') === null ? { ...entry, ReturnedAt: by.at, ReturnedTo: by.name } : entry))
}
