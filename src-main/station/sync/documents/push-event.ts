/** Events, and registrations that are put into one: the server may have, or make, an event under another identifier than this station's. */
import { dayAt, zoneOf } from '../../commands/booking/time-zone.ts'
import { toInstant } from '../../commands/iso-time.ts'
import { isDeepStrictEqual } from 'node:util'
import type { Doc, Operation } from '../../store/store.ts'
import { storedEvent, storedRegistration } from './booking-stored.ts'
import { isDone, type Answer } from './documents-client.ts'
import { docIn, itemsIn } from './documents-server.ts'
import type { Found } from './local-feed.ts'
import { eventAtServer } from './event-at-server.ts'
import { answered } from './push-registration.ts'
import { applied, gone, lostEntries, onceOf, rejected, wroteIn, type PushParts, type Verdict } from './verdict.ts'

const day_ms = 86_400_000

/** The server's events around a start; the venue's zone says which day that is, where it is known. */
async function eventsAround({ server, store, tenant }: PushParts, venue: string | undefined, start: string): Promise<Doc[]> {
  const record = venue === undefined ? undefined : await store.get({ tenant, collection: 'venues', id: venue })
  const day = record && dayAt(start, zoneOf(undefined, JSON.parse(record.text) as Doc))
  const days = day ? [day] : [-day_ms, 0, day_ms].map((ms) => new Date(Date.parse(start) + ms).toISOString().slice(0, 10))
  const found: Doc[] = []
  for (const date of days) found.push(...((await server.eventsOn(date)) ?? []))
  return found
}

export async function pushCreateEvent(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { event: id, beside = [], ...body } = operation.input as { event: string; beside?: string[]; EventVenue: string; EventStart: string }
  const start = toInstant(body.EventStart) ?? body.EventStart
  const around = await eventsAround(parts, body.EventVenue, start)
  const there = around.find((event) => event.id === id)
  if (there && there.EventVenue === body.EventVenue && there.EventStart === start) return applied([{ collection: 'bookingEvents', id, doc: there }])
  // Someone made the event of this venue and start meanwhile: that one is kept, and ours means it.
  const first = around.find((event) => event.EventVenue === body.EventVenue && event.EventStart === start && event.EventStatus !== 'Cancelled' && !beside.includes(String(event.id)))
  if (first && !there) return applied([...aliased(id, first)])
  const answer = await parts.server.client.write('POST', `/api/events/${encodeURIComponent(id)}`, body, onceOf(operation))
  return isDone(answer) ? applied([{ collection: 'bookingEvents', id, doc: storedEvent(docIn(answer)) }]) : rejected(operation, answer, undefined)
}

function aliased(id: string, event: Doc): Found[] {
  const kept = String(event.id)
  return [{ collection: 'eventAliases', id, doc: { id, event: kept } }, { collection: 'bookingEvents', id: kept, doc: event }, { collection: 'bookingEvents', id, doc: null }]
}

export async function pushCancelEvent(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { event: local, ...body } = operation.input as { event: string; Reason?: string }
  const id = await eventAtServer(parts, local)
  const stored = await parts.store.get({ tenant: parts.tenant, collection: 'bookingEvents', id })
  const shown = stored ? (JSON.parse(stored.text) as Doc) : {}
  const there = (await eventsAround(parts, String(shown.EventVenue), String(shown.EventStart))).find((event) => event.id === id)
  if (!there) return gone(operation, 'bookingEvents', id)
  const found: Found = { collection: 'bookingEvents', id, doc: there }
  const mine = operation.wrote[`bookingEvents/${id}`] ?? {}
  if (there.EventStatus === 'Cancelled') {
    const reason = mine.CancellationReason ?? null
    const other = reason !== null && !isDeepStrictEqual(there.CancellationReason, reason)
    return applied([found], other ? lostEntries(found, [{ field: 'CancellationReason', mine: reason, theirs: there.CancellationReason }]) : [])
  }
  const answer = await parts.server.client.write('POST', `/api/events/${encodeURIComponent(id)}/cancel`, body, onceOf(operation))
  if (!isDone(answer)) return rejected(operation, answer, found)
  return applied([{ collection: 'bookingEvents', id, doc: storedEvent(docIn(answer)) }, ...(await cancelledWith(parts, operation))])
}

/** The registrations that the server cancelled with the event: all that changed since, in one request. */
async function cancelledWith({ server, aliases }: PushParts, operation: Operation): Promise<Found[]> {
  const ours = wroteIn(operation, 'bookingRegistrations')
  if (ours.size === 0) return []
  const first = String(ours.keys().next().value)
  const changed = await server.registration(first)
  const since = new Date(Date.parse(String(changed?.LastChangeTime)) - 1_000)
  if (Number.isNaN(since.getTime())) return changed ? [{ collection: 'bookingRegistrations', id: first, doc: changed }] : []
  const answer = await server.client.ask('/api/registrations/search', { LastChangeTimeSince: since.toISOString() })
  return itemsIn(answer).filter(({ RegistrationIdentifier }) => ours.has(String(RegistrationIdentifier))).map((item) => {
    const doc = aliases.docToLocal('bookingRegistrations', storedRegistration(item))
    return { collection: 'bookingRegistrations', id: String(doc.id), doc }
  })
}

/** register-lax: the identifier is ours, so that one look tells whether it is there. */
export async function pushRegister(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { registration: id, new_event, ...body } = operation.input as Doc & { registration: string; new_event?: string }
  const there = await parts.server.registration(id)
  const mine = operation.wrote[`bookingRegistrations/${id}`]
  if (there && there.Learner === mine?.Learner && there.Assessment === mine?.Assessment) return applied(await placed(parts, there, new_event, body))
  const answer = await parts.server.client.write('POST', `/api/registrations/${encodeURIComponent(id)}/commands/register-lax`, body, onceOf(operation))
  return isDone(answer) ? afterPlacing(parts, answer, new_event, body) : rejected(operation, answer, there && { collection: 'bookingRegistrations', id, doc: there })
}

export async function pushTransfer(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { registration: id, new_event, ...body } = operation.input as Doc & { registration: string; new_event?: string }
  const name = `bookingRegistrations/${id}`
  const there = await parts.server.registration(id)
  if (!there) return gone(operation, 'bookingRegistrations', id)
  const found: Found = { collection: 'bookingRegistrations', id, doc: there }
  const target = await eventAtServer(parts, String(operation.wrote[name]?.EventIdentifier))
  if (there.EventIdentifier === target || (await isAt(parts, String(there.EventIdentifier), body))) return applied(await placed(parts, there, new_event, body))
  const seen = await eventAtServer(parts, String(operation.saw[name]?.EventIdentifier))
  if (there.EventIdentifier !== seen) return applied([found], lostEntries(found, [{ field: 'EventIdentifier', mine: target, theirs: there.EventIdentifier }]))
  const answer = await parts.server.client.write('POST', `/api/registrations/${encodeURIComponent(id)}/commands/transfer-lax`, body, onceOf(operation))
  return isDone(answer) ? afterPlacing(parts, answer, new_event, body) : rejected(operation, answer, found)
}

/** Whether an event that this station knows is the one of that venue and start. */
async function isAt({ store, tenant }: PushParts, event: string, { EventVenue, EventStart }: Doc): Promise<boolean> {
  const record = await store.get({ tenant, collection: 'bookingEvents', id: event })
  const doc = record && (JSON.parse(record.text) as Doc)
  return doc !== undefined && doc.EventVenue === EventVenue && doc.EventStart === toInstant(EventStart)
}

async function afterPlacing(parts: PushParts, answer: Answer, newEvent: string | undefined, body: Doc): Promise<Verdict> {
  const { doc } = answered(parts, answer)
  return applied(await placed(parts, doc ?? {}, newEvent, body))
}

/** The registration with its event; where this station made one under another identifier, that one now means the server's. */
async function placed(parts: PushParts, registration: Doc, newEvent: string | undefined, body: Doc): Promise<Found[]> {
  const found: Found = { collection: 'bookingRegistrations', id: String(registration.id), doc: registration }
  const event = String(registration.EventIdentifier)
  const known = await parts.store.get({ tenant: parts.tenant, collection: 'bookingEvents', id: event })
  if (newEvent === undefined && known) return [found]
  const around = await eventsAround(parts, body.EventVenue as string | undefined, toInstant(body.EventStart) ?? '')
  const doc = around.find(({ id }) => id === event)
  if (!doc) return [found]
  return newEvent === undefined || newEvent === event ? [{ collection: 'bookingEvents', id: event, doc }, found] : [...aliased(newEvent, doc), found]
}
