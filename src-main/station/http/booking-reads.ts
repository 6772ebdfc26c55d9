/** What booking answers without writing: events of a day, classes, sheets, registrations. */
import type { BookingEvent, BookingRegistration, ScrapSheet } from '../../../src-shared/commands/booking-shapes.ts'
import type { RegistrationCriteria } from '../../../src-shared/commands/booking-registrations.ts'
import { booking_page_rows, booking_search_rows_max } from '../../../src-shared/limits.ts'
import { eventView } from '../commands/booking/event-view.ts'
import { countRegistrations, loadEvent } from '../commands/booking/load-event.ts'
import { formOfCode } from '../commands/booking/load-form.ts'
import { loadRegistration } from '../commands/booking/load-registration.ts'
import { registrationView } from '../commands/booking/registration-view.ts'
import { sheetCodeSpellings } from '../commands/booking/sheet-codes.ts'
import { sheetList } from '../commands/booking/sheet-view.ts'
import { numberOf, textOf } from '../commands/booking/stored-values.ts'
import { dayAt, zoneOf } from '../commands/booking/time-zone.ts'
import type { GuardedReader, Loaded } from '../commands/command.ts'
import { toInstant } from '../commands/iso-time.ts'
import type { Doc, Query, Where } from '../store/store.ts'

export interface Listed<T> {
  Count: number
  Items: T[]
}

const hour_ms = 3_600_000
/** No clock on earth is further from UTC than this. */
const zone_offset_hours_max = 15

/** The events that start on a calendar day, by the clock of each venue. */
export async function eventsOfDay(reader: GuardedReader, date: string): Promise<Listed<BookingEvent>> {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  const from = new Date(midnight - zone_offset_hours_max * hour_ms).toISOString()
  const to = new Date(midnight + (24 + zone_offset_hours_max) * hour_ms).toISOString()
  const around = await everyRecord(reader, { collection: 'bookingEvents', where: [{ field: 'EventStart', from, to, as: 'instant' }] })
  const venueOf = remembered((id) => reader.get('venues', id))
  const ofDay: Loaded[] = []
  for (const event of around) {
    const venue = await venueOf(textOf(event.doc, 'EventVenue'))
    if (dayAt(textOf(event.doc, 'EventStart'), zoneOf(event.doc, venue?.doc)) === date) ofDay.push(event)
  }
  return eventList(reader, ofDay)
}

/** The events at an organization's venues, and those that carry its id. */
export async function classesOf(reader: GuardedReader, organization: string): Promise<Listed<BookingEvent>> {
  const venues = await everyRecord(reader, { collection: 'venues', where: [{ field: 'organization_id', eq: organization }] })
  const events = new Map<string, Loaded>()
  for (const { key } of venues) {
    for (const event of await everyRecord(reader, { collection: 'bookingEvents', where: [{ field: 'EventVenue', eq: key.id }] })) events.set(event.key.id, event)
  }
  for (const event of await everyRecord(reader, { collection: 'bookingEvents', where: [{ field: 'organization_id', eq: organization }] })) events.set(event.key.id, event)
  return eventList(reader, [...events.values()])
}

/** Sheets by a printed code, an event or a registration. */
export async function sheetsOf(reader: GuardedReader, id: string): Promise<Listed<ScrapSheet>> {
  for (const code of sheetCodeSpellings(id)) {
    const sheet = await reader.get('scrapSheets', code)
    if (sheet) return sheetList([sheet.doc])
  }
  const event = (await loadEvent(reader, id))?.key.id ?? id
  const ofEvent = await everyRecord(reader, { collection: 'scrapSheets', where: [{ field: 'EventIdentifier', eq: event }] })
  const ofRegistration = await everyRecord(reader, { collection: 'scrapSheets', where: [{ field: 'RegistrationIdentifier', eq: id }] })
  return sheetList([...ofEvent, ...ofRegistration].map(({ doc }) => doc))
}

/** One registration, undefined where there is none. */
export async function registrationOf(reader: GuardedReader, id: string): Promise<BookingRegistration | undefined> {
  const found = await loadRegistration(reader, id)
  return found && registrationView(found.registration.doc, { event: found.event?.doc, form: found.form })
}

/** How many registrations match. */
export function countMatching(reader: GuardedReader, criteria: RegistrationCriteria): Promise<number> {
  return reader.count({ collection: 'bookingRegistrations', where: conditionsOf(criteria) })
}

/** The registrations that match: `Count` counts them all, `Items` holds at most `booking_search_rows_max`. */
export async function matching(reader: GuardedReader, criteria: RegistrationCriteria): Promise<Listed<BookingRegistration>> {
  const query = { collection: 'bookingRegistrations', where: conditionsOf(criteria) } as const
  const found = await everyRecord(reader, query, booking_search_rows_max)
  const eventOf = remembered((id) => loadEvent(reader, id))
  const formOf = remembered((code) => formOfCode(reader, code))
  const Items: BookingRegistration[] = []
  for (const { doc } of found) {
    const [event, form] = [await eventOf(textOf(doc, 'EventIdentifier')), await formOf(textOf(doc, 'Assessment'))]
    Items.push(registrationView(doc, { event: event?.doc, form }))
  }
  return { Count: found.length < booking_search_rows_max ? found.length : await reader.count(query), Items }
}

function conditionsOf(criteria: RegistrationCriteria): Where[] {
  const texts = { LearnerName: criteria.Name, LearnerEmail: criteria.Email, LearnerCode: criteria.Code }
  const contains = Object.entries(texts).flatMap(([field, value]): Where[] => (value?.trim() ? [{ field, contains: value.trim() }] : []))
  const from = toInstant(criteria.LastChangeTimeSince)
  const to = toInstant(criteria.LastChangeTimeBefore)
  if (from === undefined && to === undefined) return contains
  return [...contains, { field: 'LastChangeTime', as: 'instant', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }]
}

async function eventList(reader: GuardedReader, events: readonly Loaded[]): Promise<Listed<BookingEvent>> {
  const venueOf = remembered((id) => reader.get('venues', id))
  const Items: BookingEvent[] = []
  for (const event of [...events].sort(byStart)) {
    const venue = await venueOf(textOf(event.doc, 'EventVenue'))
    const registrations = await countRegistrations(reader, event.key.id)
    Items.push(eventView(event.doc, { venue: venue?.doc, registrations, form: await longestForm(reader, event) }))
  }
  return { Count: Items.length, Items }
}

function byStart(one: Loaded, other: Loaded): number {
  const difference = Date.parse(textOf(one.doc, 'EventStart') ?? '') - Date.parse(textOf(other.doc, 'EventStart') ?? '')
  return difference || (one.key.id < other.key.id ? -1 : Number(one.key.id > other.key.id))
}

/** The form of an event's registrations, for events that do not say how long they are. */
async function longestForm(reader: GuardedReader, event: Loaded): Promise<Doc | undefined> {
  if (numberOf(event.doc, 'DurationMinutes') !== null) return undefined
  const registrations = await everyRecord(reader, { collection: 'bookingRegistrations', where: [{ field: 'EventIdentifier', eq: event.key.id }] })
  const codes = new Set(registrations.map(({ doc }) => textOf(doc, 'Assessment')))
  const forms = await Promise.all([...codes].map((code) => formOfCode(reader, code)))
  return forms.reduce((longest, form) => ((numberOf(form, 'duration_minutes') ?? 0) > (numberOf(longest, 'duration_minutes') ?? 0) ? form : longest), undefined)
}

/** All matching records, page by page, at most `max`. */
async function everyRecord(reader: GuardedReader, query: Omit<Query, 'tenant' | 'limit' | 'after'>, max = Number.POSITIVE_INFINITY): Promise<Loaded[]> {
  const found: Loaded[] = []
  for (;;) {
    const after = found.at(-1)?.key.id
    const limit = Math.min(booking_page_rows, max - found.length)
    const page = limit > 0 ? await reader.query({ ...query, limit, ...(after === undefined ? {} : { after }) }) : []
    found.push(...page)
    if (page.length < limit || limit <= 0) return found
  }
}

/** The same question within one request is asked once. */
function remembered<T>(ask: (id: string) => Promise<T>): (id: string | null) => Promise<T | undefined> {
  const answers = new Map<string, Promise<T>>()
  return async (id) => {
    if (id === null) return undefined
    const known = answers.get(id) ?? ask(id)
    answers.set(id, known)
    return known
  }
}
