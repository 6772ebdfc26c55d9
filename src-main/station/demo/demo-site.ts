/** The demo as import lines: the same seed and day give the same documents, byte for byte. */
import names from '../../../resources/demo/names.json' with { type: 'json' }
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { AT_THEIR_EVENT, siteOf } from '../commands/site-of.ts'
import type { Doc, ImportLine } from '../store/store.ts'
import { BILLING_CODE, demoCatalogue, DEMO_TENANT, DEMO_ZONE, SITTING_ELSEWHERE, SITTINGS, type Catalogue, type Named, type Offered } from './demo-catalogue.ts'
import { demoContacts } from './demo-people.ts'
import { makeRandom, uuidOf, type Random } from './random.ts'
import { instantAt } from '../commands/booking/time-zone.ts'
import { addDays } from './add-days.ts'

export interface DemoOptions {
  candidates: number
  seed: number
  /** The day of the first sittings, YYYY-MM-DD at the venue. */
  day: string
}

export interface Demo {
  catalogue: Catalogue
  events: Doc[]
  lines: ImportLine[]
}

interface Sitting {
  event: Doc
  exam: Offered
  offering: Doc
  weight: number
  full: boolean
  /** Registrations that are not cancelled. */
  taken: number
}

const accommodated_share = 0.08
const cancelled_every = 47
const elsewhere_every = 40
const registered_days_before = 21
const places_step = 5
const no_show_reserve = 1.2

export function demoSite({ candidates, seed, day }: DemoOptions): Demo {
  const catalogue = demoCatalogue(seed)
  const at = `${addDays(day, -registered_days_before)}T17:00:00.000Z`
  const sitting = (spec: (typeof SITTINGS)[number] | typeof SITTING_ELSEWHERE, venue: Named) => makeSitting(spec, venue, catalogue, { seed, day })
  const sittings = SITTINGS.map((spec) => sitting(spec, catalogue.venue))
  const elsewhere = sitting(SITTING_ELSEWHERE, catalogue.otherVenue)
  const random = makeRandom('sittings', seed, day)
  const contacts = demoContacts(candidates, seed)
  const registrations = contacts.flatMap((contact, i) => {
    const to = i % elsewhere_every === elsewhere_every - 1 ? elsewhere : chooseSitting(sittings, i, random)
    return register(contact, to, i, { seed, day, at, random })
  })
  const all = [...sittings, elsewhere].map(withLimit)
  const records: { collection: Collection; doc: Doc; event?: Doc }[] = [
    ...catalogue.records,
    ...contacts.map((doc) => ({ collection: 'contacts' as const, doc })),
    ...all.flatMap(({ event, offering }) => [{ collection: 'examOfferings' as const, doc: offering }, { collection: 'bookingEvents' as const, doc: event }]),
    ...registrations,
  ]
  return { catalogue, events: all.slice(0, SITTINGS.length).map(({ event }) => event), lines: records.map(({ collection, doc, event }) => lineOf(collection, doc, event, at)) }
}

function makeSitting(spec: (typeof SITTINGS)[number] | typeof SITTING_ELSEWHERE, venue: Named, catalogue: Catalogue, { seed, day }: { seed: number; day: string }): Sitting {
  const exam = catalogue.exams[spec.exam] as Offered
  const date = addDays(day, spec.day)
  const start = instantAt(date, spec.time, DEMO_ZONE)
  const id = (word: string) => uuidOf(word, seed, date, spec.time, venue.id)
  return {
    exam,
    weight: 'weight' in spec ? spec.weight : 0,
    full: 'full' in spec,
    taken: 0,
    offering: { id: id('offering'), name: `${String(exam.doc.name)}, ${date} ${spec.time}`, exam_id: exam.id, testing_facility_id: venue.id, start },
    event: {
      id: id('event'), EventVenue: venue.id, EventStart: start, EventExamType: exam.examType, EventExamFormat: spec.format,
      EventBillingCode: BILLING_CODE, EventStatus: 'Scheduled', DurationMinutes: Number(exam.form.doc.duration_minutes), organization_id: venue.doc.organization_id,
    },
  }
}

/** The people whom everybody looks for first come today, each sitting in turn. */
function chooseSitting(sittings: readonly Sitting[], i: number, random: Random): Sitting {
  const today = SITTINGS.filter(({ day }) => day === 0).length
  return i < names.first.length ? (sittings[i % today] as Sitting) : random.weighted(sittings)
}

/** A full sitting has as many places as registrations; the others some more. */
function withLimit(sitting: Sitting): Sitting {
  const roomy = Math.ceil((sitting.taken * no_show_reserve + 1) / places_step) * places_step
  return { ...sitting, event: { ...sitting.event, RegistrationLimit: sitting.full ? sitting.taken : roomy } }
}

interface Circumstances {
  seed: number
  day: string
  at: string
  random: Random
}

function register(contact: Doc, sitting: Sitting, i: number, { seed, day, at, random }: Circumstances): { collection: Collection; doc: Doc; event?: Doc }[] {
  const { event, exam, offering } = sitting
  const accommodated = i === 0 || random.next() < accommodated_share
  const accommodations = i === 0 ? names.accommodations[2] : accommodated ? random.pick(names.accommodations) : []
  const cancelled = i % cancelled_every === cancelled_every - 24 ? random.pick(names.cancellations) : undefined
  if (cancelled === undefined) sitting.taken++
  const examRegistration: Doc = {
    id: uuidOf('exam registration', seed, day, i),
    first_name: contact.first_name, ...(contact.last_name === undefined ? {} : { last_name: contact.last_name }), name: contact.name,
    email_address: contact.email_address, city: contact.city, state: contact.state, country: contact.country, job_title: contact.job_title,
    exam_id: exam.id, exam_offering_id: offering.id, student_id: contact.id,
    date: at, exam_date: event.EventStart, location: 'testing facility', testing_facility_id: event.EventVenue,
    status: cancelled === undefined ? 'registered' : 'cancelled', ...(cancelled === undefined ? {} : { cancellation_date: at }),
  }
  const bookingRegistration: Doc = {
    id: uuidOf('registration', seed, day, i),
    EventIdentifier: event.id, Learner: contact.id, LearnerName: contact.name, LearnerEmail: contact.email_address, LearnerCode: contact.code,
    LearnerRegistrantType: random.next() < 0.15 ? 'Retake' : 'First attempt', Assessment: exam.form.code, Accommodations: accommodations,
    ApprovalStatus: cancelled === undefined ? 'Registered' : 'Cancelled', AttendanceStatus: 'Pending', ...(cancelled === undefined ? {} : { CancellationReason: cancelled }),
    ExamRegistration: examRegistration.id, LastChangeTime: at,
  }
  return [{ collection: 'examRegistrations', doc: examRegistration }, { collection: 'bookingRegistrations', doc: bookingRegistration, event }]
}

function lineOf(collection: Collection, doc: Doc, event: Doc | undefined, at: string): ImportLine {
  const resource = resourceOf(collection)
  const stamped = { ...doc, sys_version: 1, sys_created_at: at, sys_created_by_id: 'demo', sys_last_modified_at: at, sys_last_modified_by_id: 'demo' }
  const site = siteOf(collection, stamped, resource, AT_THEIR_EVENT.has(collection) ? event : undefined)
  return { key: { tenant: DEMO_TENANT, collection, id: String(doc.id) }, doc: stamped, site, ...(resource ? { assignNumber: true } : {}) }
}
