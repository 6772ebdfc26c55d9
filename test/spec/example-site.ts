/** The records that the examples of the description are about. */
import type { Collection } from '../../src-shared/resource/collections.ts'
import type { Doc } from '../../src-main/station/store/store.ts'
import { eventRegistrations } from '../../src-shared/resources/event-registrations.ts'
import { RESOURCES } from '../../src-shared/resources/index.ts'
import { makeStation, TENANT, type MakeOptions, type TestStation } from '../support/make-station.ts'

const EVENT = '5f1d7a52-0c1e-4c55-9d0b-3f5a8f0e1c01'
const VENUE = '0e8c5b1a-92a4-4f0f-8a37-6d2b1c9d4e11'
const REGISTRATION = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const START = '2026-11-22T17:00:00.000Z'

const sheet = (id: string, Status: string): [Collection, Doc] => ['scrapSheets', { id, EventIdentifier: EVENT, RegistrationIdentifier: REGISTRATION, Status, IssuedAt: START, IssuedBy: 'Amara' }]
const registration: Doc = {
  id: REGISTRATION, EventIdentifier: EVENT, Learner: 'contact-1', LearnerName: 'José Núñez', Assessment: 'WELD-1', ApprovalStatus: 'Registered', AttendanceStatus: 'Pending',
  Accommodations: [{ Type: 'reader', Name: 'Reader' }], sys_last_modified_at: '2026-11-20T00:00:00.000Z',
}
const present: Doc = { ...registration, AttendanceStatus: 'Present', CheckedInAt: START, CheckedInBy: 'Amara', Seat: 'A1' }

const event: Doc = { id: EVENT, EventVenue: VENUE, EventStart: START, EventExamType: 'Theory', EventExamFormat: 'Paper', EventBillingCode: 'STD', EventStatus: 'Scheduled' }
const stopped: Doc = { ...event, ClockStops: [{ id: '2b1f6a0e-5c1d-4f6e-8b6e-1f2d3c4b5a01', Kind: 'Stop', Reason: 'Fire alarm', StartedAt: START, StartedBy: 'Amara' }] }

/** The sitting after its paper was closed, and after it was itself. */
const closed = (...kinds: readonly string[]): Doc => ({ ...event, Closings: kinds.map((Kind, i) => ({ Identifier: `closing-${i}`, Kind, ClosedAt: START, ClosedBy: 'Ravi' })) })

const allBack = [sheet('SP-7QK2M-4XWTA', 'Returned'), sheet('SP-0A1B2-C3D4E', 'Returned')]

const incident: [Collection, Doc] = ['incidents', { id: '2b1f6a0e-5c1d-4f6e-8b6e-1f2d3c4b5a02', EventIdentifier: EVENT, Type: 'Noise', Text: 'Drilling', At: START }]

/** What these people have entered as the score, all the same. */
const entered = (people: readonly string[]): Doc => ({ id: 'exam-registration-1', ExamRegistration: 'exam-registration-1', Entries: people.map((by) => ({ id: by, kind: 'entry', by, score: 82 })) })

/** What an operation needs that the others do not. */
const SPECIAL: Record<string, readonly [Collection, Doc][]> = {
  undoCheckIn: [['bookingRegistrations', present]],
  releaseSeat: [['bookingRegistrations', { ...registration, Seat: 'B2' }]],
  startBreak: [['bookingRegistrations', present]],
  undoBreak: [['bookingRegistrations', { ...present, Breaks: [{ id: 'break-1', StartedAt: START }] }]],
  resumeClock: [['bookingEvents', stopped]],
  undoTime: [['bookingEvents', stopped]],
  withdrawIncident: [incident],
  keepIncidentPhoto: [incident],
  returnLocker: [['bookingRegistrations', { ...present, Locker: '12' }]],
  eraseAttachment: [['attachments', { id: '2b1f6a0e-5c1d-4f6e-8b6e-1f2d3c4b5a03', RegistrationIdentifier: REGISTRATION, EventIdentifier: EVENT, Kind: 'photo', MediaType: 'image/png', Size: 0, Data: '', TakenAt: START, TakenBy: 'Amara', KeepUntil: '2026-12-22T20:00:00.000Z' }]],
  enterScoreEntry: [['scoreEntries', entered([])]],
  correctScore: [['scoreEntries', entered(['amara', 'ravi'])]],
  closeScrapPaper: allBack,
  reopenScrapPaper: [['bookingEvents', closed('Paper')]],
  closeSitting: [...allBack, ['bookingEvents', closed('Paper')]],
  reopenSitting: [['bookingEvents', closed('Paper', 'Sitting')]],
  endBreak: [['bookingRegistrations', { ...present, Breaks: [{ id: 'break-1', StartedAt: START }] }]],
}

const NAMED: readonly [Collection, Doc][] = [
  ['contacts', { id: 'contact-1', first_name: 'José', last_name: 'Núñez', email_address: 'jose@example.org', code: 'L-001' }],
  ['contacts', { id: 'contact-2', name: 'Li Wei', email_address: 'li@example.org' }],
  ['exams', { id: 'exam-1', name: 'Safety', passing_score: 70 }],
  ['fees', { id: 'fee-1', exam_id: 'exam-1', amount: 120, currency_code: 'CAD' }],
  ['fees', { id: 'fee-2', course_id: 'course-1', amount: 80, currency_code: 'CAD' }],
  ['fees', { id: 'fee-3', package_id: 'package-1', amount: 45.5, currency_code: 'CAD' }],
  ['coupons', { id: 'coupon-1', code: 'EARLY', percent_off: 10 }],
  ['processes', { id: 'process-1', exam_id: 'exam-1', exam_offering_id: 'exam-offering-1', course_id: 'course-1', course_offering_id: 'course-offering-1' }],
  ['venues', { id: VENUE, name: 'Harbour Hall', time_zone: 'America/Vancouver', exam_types: ['Theory'], exam_formats: ['Paper'], billing_codes: ['STD'], organization_id: 'organization-1' }],
  ['assessmentForms', { id: 'assessment-form-1', code: 'WELD-1', name: 'Welding 1', published: true, bilingual: false }],
  ['assessmentForms', { id: 'assessment-form-2', code: 'WELD-2', name: 'Welding 2', published: true, bilingual: false }],
  ['notices', { id: 'notice-1', name: 'Reminder', subject: 'Your {{ subject_name }}', body: '<p>Dear {{ name }}</p>' }],
  ['examNotices', { id: 'notice-1', name: 'Reminder', subject: 'Your {{ subject_name }}', body: '<p>Dear {{ name }}</p>' }],
  ['bookingEvents', event],
  ['bookingRegistrations', registration],
  ['bookingRegistrations', { ...registration, id: '7c9e6679-7425-40de-944b-e07fc1f90ae9', Learner: 'contact-2', LearnerName: 'Li Wei' }],
  sheet('SP-7QK2M-4XWTA', 'Issued'), sheet('SP-9ZR3N-5YVSB', 'Returned'),
]

/** References of which nothing but their id matters. */
const BARE: readonly [Collection, string][] = [
  ['organizations', 'organization-1'], ['examOfferings', 'exam-offering-1'], ['examNotices', 'exam-notice-1'], ['courses', 'course-1'], ['courseOfferings', 'course-offering-1'], ['programs', 'program-1'],
  ['testingFacilities', 'testing-facility-1'], ['trainingProviders', 'training-provider-1'], ['trainingLocations', 'training-location-1'], ['applications', 'application-1'], ['orders', 'order-1'],
  ['events', 'event-1'], ['registrationTypes', 'registration-type-1'], ['packages', 'package-1'], ['groups', 'group-1'], ['statusReasons', 'status-reason-1'],
]

const RECORD_IDS: Partial<Record<Collection, string>> = { examRegistrations: 'exam-registration-1', courseRegistrations: 'course-registration-1', registrations: 'event-registration-1', certifications: 'certification-1' }

const RECORDS = RESOURCES.map(({ collection, example }): [Collection, Doc] => [collection, {
  ...example, id: RECORD_IDS[collection] ?? '', number: 1, name: 'José Núñez', email_address: 'jose@example.org', sys_version: 1,
  ...(collection === eventRegistrations.collection ? { group_id: 'group-1', date: START } : {}),
}])

export const EXAMPLE_DOCS: readonly [Collection, Doc][] = [...NAMED, ...BARE.map(([collection, id]): [Collection, Doc] => [collection, { id }]), ...RECORDS]

/** Puts the records where they are before the example of that operation is sent. */
export async function prepareExample({ store, deps }: TestStation, operationId: string): Promise<void> {
  const docs = [...EXAMPLE_DOCS, ...(SPECIAL[operationId] ?? [])]
  const lines = docs.map(([collection, doc]) => ({ key: { tenant: TENANT, collection, id: String(doc.id) }, doc, site: null }))
  await store.importLines(lines, deps.env.now())
}

/** A server with those records. */
export async function makeExampleSite(options: MakeOptions = {}): Promise<TestStation> {
  const site = await makeStation({ now: () => '2026-11-22T16:45:00.000Z', ...options })
  await prepareExample(site, '')
  return site
}
