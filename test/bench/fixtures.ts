/** Documents for the benchmark: the same for the same number, lifelike in length and script. */
import type { Collection } from '../../src-shared/resource/collections.ts'
import type { Doc, ImportLine } from '../../src-main/station/store/store.ts'

export const TENANT = 'bench'
export const SITE = uuid('site', 1)
export const KEY = 'b7'.repeat(32)
export const AT = '2026-11-22T16:00:00.000Z'
export const OFFERING_SIZE = 200
const event_size = 250

const FIRST = ['Amara', 'Jürgen', 'Niamh', 'Zoë', 'Seán', 'Wei', 'Ana María', 'Olena', 'Guðrún', 'Przemysław', 'Thị Hồng', 'Mohammed', 'Kwame', 'Ingrid', 'Chiara', 'Hamish', 'Aylin', 'Noor', 'Diego', 'Fatima', 'Luca', 'Mirembe', '娜', '민준']
const SYLLABLES = ['mul', 'ler', 'kov', 'al', 'ngu', 'yen', 'san', 'chez', 'o', 'bri', 'en', 'wis', 'niew', 'ski', 'thor', 'dot', 'tir', 'pa', 'tel', 'kim', 'gar', 'cia', 'ros', 'si', 'ber', 'gen', 'li', 'ma', 'ka', 'ur', 'sch', 'neid', 'er', 'fer', 'nan', 'dez', 'ty', 'ran', 'ov', 'a']

/** A small generator of numbers below 2^32, the same for the same seed. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** An identifier in the form of a UUID, scattered as random ones are. */
export function uuid(kind: string, n: number): string {
  const next = numbers([...kind].reduce((sum, letter) => Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0), n * 7919))
  const part = () => next(0x1_0000).toString(16).padStart(4, '0')
  return `${part()}${part()}-${part()}-4${part().slice(1)}-a${part().slice(1)}-${part()}${part()}${part()}`
}

export interface Person {
  id: string
  first_name: string
  last_name: string
  email: string
  code: string
}

export function person(n: number): Person {
  const next = numbers(n + 1)
  const pick = <T>(of: readonly T[]) => of[next(of.length)] as T
  const last = pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES)
  const last_name = last.charAt(0).toUpperCase() + last.slice(1)
  const first_name = pick(FIRST)
  return { id: uuid('contact', n), first_name, last_name, email: `${last}.${n}@example.org`, code: `L${String(n).padStart(7, '0')}` }
}

/** Letters as a person types them first: three of a family name. */
export function typed(n: number): string {
  return person(n).last_name.slice(0, 3).toLowerCase()
}

function stamps(n: number): Doc {
  return { number: n + 1, sys_version: 1, sys_created_at: AT, sys_created_by_id: 'import', sys_last_modified_at: AT, sys_last_modified_by_id: 'import' }
}

export const examRegistrationId = (n: number) => uuid('examRegistration', n)
export const offeringId = (n: number) => uuid('offering', n)
export const bookingRegistrationId = (n: number) => uuid('bookingRegistration', n)
export const eventId = (n: number) => uuid('event', n)

/** A seat that nobody else of the event has. */
export const seatOf = (n: number) => String((n % event_size) + 1)

export function examRegistration(n: number): Doc {
  const { id, first_name, last_name, email } = person(n)
  return {
    id: examRegistrationId(n), first_name, last_name, name: `${first_name} ${last_name}`, email_address: email,
    city: 'Kelowna', state: 'BC', country: 'CA', job_title: 'Apprentice electrician',
    exam_id: uuid('exam', 1), exam_offering_id: offeringId(Math.floor(n / OFFERING_SIZE)), student_id: id,
    location: 'testing facility', testing_facility_id: SITE, date: '2026-11-20T18:30:00.000Z', exam_date: '2026-11-23T17:00:00.000Z',
    status: 'registered', retest: n % 9 === 0, notes: 'Asked for a seat near the door.', ...stamps(n),
  }
}

export function bookingRegistration(n: number): Doc {
  const { id, first_name, last_name, email, code } = person(n)
  return {
    id: bookingRegistrationId(n), RegistrationIdentifier: bookingRegistrationId(n), EventIdentifier: eventId(Math.floor(n / event_size)),
    Learner: id, LearnerName: `${first_name} ${last_name}`, LearnerEmail: email, LearnerCode: code, LearnerRegistrantType: 'Apprentice',
    Assessment: 'EL3', Accommodations: n % 12 === 0 ? [{ Type: 'Extra time 25 %', Name: 'Extra time', TimeExtension: 45 }] : [],
    ApprovalStatus: 'Registered', AttendanceStatus: 'Pending', LastChangeTime: AT, ...stamps(n),
  }
}

function bookingEvent(n: number): Doc {
  return {
    id: eventId(n), EventIdentifier: eventId(n), EventVenue: SITE, EventStart: '2026-11-23T17:00:00.000Z', EventExamType: 'Standard', EventExamFormat: 'Computer',
    EventBillingCode: 'B1', RegistrationLimit: event_size + 50, EventStatus: 'Scheduled', ...stamps(n),
  }
}

function lineOf(collection: Collection, doc: Doc, site: string | null): ImportLine {
  return { key: { tenant: TENANT, collection, id: String(doc.id) }, doc, site }
}

/** What every data set needs: the site, its exam and form. */
function* common(): Generator<ImportLine> {
  yield lineOf('testingFacilities', { id: SITE, name: 'Kelowna test centre' }, null)
  yield lineOf('venues', { id: SITE, name: 'Kelowna test centre', time_zone: 'America/Vancouver', exam_types: ['Standard'], exam_formats: ['Computer'], billing_codes: ['B1'] }, null)
  yield lineOf('exams', { id: uuid('exam', 1), name: 'Electrician, level 3', passing_score: 70 }, null)
  yield lineOf('assessmentForms', { id: uuid('form', 1), code: 'EL3', name: 'Electrician, level 3', published: true, bilingual: false, duration_minutes: 180 }, null)
}

/** Exam registrations in offerings of 200, with everything that they refer to. */
export function* examRegistrations(count: number): Generator<ImportLine> {
  yield* common()
  for (let n = 0; n < count; n += OFFERING_SIZE) yield lineOf('examOfferings', { id: offeringId(n / OFFERING_SIZE), exam_id: uuid('exam', 1), name: `Sitting ${n / OFFERING_SIZE}` }, null)
  for (let n = 0; n < count; n++) {
    const { id, first_name, last_name, email } = person(n)
    yield lineOf('contacts', { id, first_name, last_name, email_address: email }, null)
  }
  for (let n = 0; n < count; n++) yield lineOf('examRegistrations', examRegistration(n), SITE)
}

/** Booking registrations in events of 250. Learners are left out where only the registrations matter. */
export function* bookingRegistrations(count: number, learners = false): Generator<ImportLine> {
  yield* common()
  for (let n = 0; n < count; n += event_size) yield lineOf('bookingEvents', bookingEvent(n / event_size), SITE)
  for (let n = 0; n < count; n++) {
    if (learners) yield lineOf('contacts', { id: person(n).id, code: person(n).code, name: `${person(n).first_name} ${person(n).last_name}` }, null)
    yield lineOf('bookingRegistrations', bookingRegistration(n), SITE)
  }
}
