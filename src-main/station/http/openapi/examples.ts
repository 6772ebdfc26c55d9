/**
 * Example requests for the description, all about the same few records (test/spec/example-site.ts has them).
 * The test suite sends every one of them to a real server. Those of generic operations come from the resource's own declaration.
 */
import type { Operation } from '../route.ts'

const EVENT = '5f1d7a52-0c1e-4c55-9d0b-3f5a8f0e1c01'
const REGISTRATION = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const VENUE = '0e8c5b1a-92a4-4f0f-8a37-6d2b1c9d4e11'
const STOP = '2b1f6a0e-5c1d-4f6e-8b6e-1f2d3c4b5a01'
const INCIDENT = '2b1f6a0e-5c1d-4f6e-8b6e-1f2d3c4b5a02'
const ATTACHMENT = '2b1f6a0e-5c1d-4f6e-8b6e-1f2d3c4b5a03'
const LEARNER = 'contact-1'

/** Path parameters that mean the same everywhere. */
const PATH: Record<string, string> = {
  tenantId: 'acme', processId: 'process-1', contactId: 'contact-2', noticeId: 'notice-1', notice_id: 'notice-1', groupId: 'group-1', eventId: 'event-1',
  organizationId: 'organization-1', organization_id: 'organization-1', student_id: 'contact-1', contact_id: 'contact-1', exam_id: 'exam-1', exam_offering_id: 'exam-offering-1',
  course_id: 'course-1', course_offering_id: 'course-offering-1', course_registration_id: 'course-registration-1', application_id: 'application-1', order_id: 'order-1',
  event_registration_id: 'event-registration-1', registration_id: 'event-registration-1', parent_registration_id: 'event-registration-1', group_id: 'group-1',
  event: EVENT, registration: REGISTRATION, venue: VENUE, attachment: ATTACHMENT,
}

/** What is made new, or has no sheets of paper yet. */
const OWN_PATH: Record<string, Record<string, string>> = {
  createEvent: { event: '5f1d7a52-0c1e-4c55-9d0b-3f5a8f0e1c02' },
  registerLax: { registration: '7c9e6679-7425-40de-944b-e07fc1f90ae8' },
  deleteRegistration: { registration: '7c9e6679-7425-40de-944b-e07fc1f90ae9' },
}

/** Where the id is not the singular of the path with a number. */
const IDS: Record<string, string> = {
  registrations: 'event-registration-1', bookingEvents: EVENT, bookingRegistrations: REGISTRATION, venues: VENUE, processes: 'process-1', testingFacilities: 'testing-facility-1',
}

const QUERY: Record<string, string | number | boolean> = {
  date: '2026-11-22', organization: 'organization-1', id: 'SP-7QK2M-4XWTA', node: 'desk-1', fields: 'name,status', fieldsToReturn: 'name,status',
  downloadAsHtml: true, includeActiveOnly: true, new_status_reason_id: 'status-reason-1', consistentRead: 'true', limit: 100, since: 0,
}

/** One point of a PNG. */
const IMAGE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const sheets = (SheetCode: string) => ({ RegistrationIdentifier: REGISTRATION, SheetCodes: [SheetCode] })
const place = { EventVenue: VENUE, EventExamType: 'Theory' }
const email = {
  destination_email_address: 'amara@example.org', email_template: { subject: 'Your registration', body: '<p>Dear {{ name }}</p>', from_name: 'The board', reply_to: 'office@example.org' },
}
const eventRegistration = { event_id: 'event-1', contact_id: 'contact-1', type_id: 'registration-type-1', package_id: 'package-1' }
const session = (name: string, start: string, end: string) => ({ name, start: `2026-11-22T${start}:00Z`, end: `2026-11-22T${end}:00Z` })

/** By operationId. */
const BODIES: Record<string, unknown> = {
  examRegistrationsGenerateOrder: { exam_id: 'exam-1', exam_offering_id: 'exam-offering-1', student_id: 'contact-1', date: '2026-11-22' },
  courseRegistrationsGenerateOrder: { course_id: 'course-1', course_offering_id: 'course-offering-1', student_id: 'contact-1' },
  registrationsGenerateOrder: { ...eventRegistration, coupon_code_id: 'coupon-1' },
  registrationsDetectSchedulingConflicts: { ...eventRegistration, sessions: [session('Keynote', '09:00', '10:00'), session('Workshop', '09:30', '11:00')] },
  registrationsTransfer: { send_confirmation_email: false },
  registrationsPreviewCertificate: { registration_id: 'event-registration-1', certificate_template: '<h1>{{ name }}</h1>' },
  certificationsPreviewCertificate: { certification_id: 'certification-1', certificate_template: '<h1>{{ name }}</h1>' },
  examRegistrationsPreviewEmail: { ...email, registration_id: 'exam-registration-1' },
  courseRegistrationsPreviewEmail: { ...email, registration_id: 'course-registration-1' },
  registrationsPreviewEmail: { ...email, registration_id: 'event-registration-1' },
  certificationsPreviewEmail: { ...email, registration_id: 'certification-1' },
  createEvent: { ...place, EventStart: '2026-11-23T17:00:00Z', EventExamFormat: 'Paper', EventBillingCode: 'STD', RegistrationLimit: 24 },
  cancelEvent: { Reason: 'The heating failed' },
  countRegistrations: { Name: 'nunez' },
  searchRegistrations: { Name: 'nunez', LastChangeTimeSince: '2026-11-01T00:00:00Z' },
  registerLax: {
    ...place, EventStart: '2026-11-22T17:00:00Z', EventExamFormat: 'Paper', EventBillingCode: 'STD', Learner: LEARNER, Assessment: 'WELD-1',
    Accommodations: [{ Type: 'extra-time', Name: 'Extra time', TimeExtension: 30 }],
  },
  transferRegistration: { ...place, EventStart: '2026-11-24T17:00:00Z', Learner: LEARNER, Reason: 'Asked for a later day' },
  cancelRegistration: { Reason: 'Ill' },
  changeAssessment: { Assessment: 'WELD-2' },
  grantAccommodation: { Type: 'extra-time', Name: 'Extra time', TimeExtension: 30 },
  revokeAccommodation: { Type: 'reader' },
  checkIn: { Seat: 'A4', IdentityChecks: ['photo'] },
  registerAgain: { Reason: 'Cancelled by mistake' },
  undoCheckIn: { Reason: 'The wrong candidate' },
  markAbsent: { Reason: 'Did not come' },
  assignSeat: { Seat: 'B2' },
  releaseSeat: { Seat: 'B2' },
  startBreak: {},
  endBreak: {},
  undoBreak: { Reason: 'The wrong candidate' },
  deskGrantAccommodation: { Type: 'extra-time', Name: 'Extra time', TimeExtension: 30, Reason: 'Approved by the board', Reference: 'Letter 2026-118' },
  deskRevokeAccommodation: { Type: 'reader', Reason: 'The candidate brought none' },
  stopClock: { Reason: 'Fire alarm' },
  resumeClock: { Stop: STOP, Minutes: 11 },
  giveTime: { Minutes: 5, Reason: 'The papers were handed out late' },
  undoTime: { Stop: STOP, Reason: 'It was the other room' },
  reportIncident: { Type: 'noise', Text: 'Drilling next door for ten minutes' },
  reportEventIncident: { Type: 'Environment: Noise', Text: 'Drilling next door for ten minutes', RegistrationIdentifier: REGISTRATION },
  withdrawIncident: { IncidentIdentifier: INCIDENT, Reason: 'Reported twice' },
  issueScrapPaper: sheets('SP-0A1B2-C3D4E'),
  returnScrapPaper: sheets('SP-7QK2M-4XWTA'),
  destroyScrapPaper: sheets('SP-9ZR3N-5YVSB'),
  missScrapPaper: sheets('SP-7QK2M-4XWTA'),
  printSheets: { Registrations: [REGISTRATION], Count: 2 },
  voidScrapPaper: { SheetCodes: ['SP-6HJ4P-2LWVD'], Reason: 'Misprinted' },
  assignLocker: { Locker: '12' },
  returnLocker: {},
  keepAttachment: { Kind: 'photo', MediaType: 'image/png', Data: IMAGE },
  keepIncidentPhoto: { IncidentIdentifier: INCIDENT, MediaType: 'image/png', Data: IMAGE },
  eraseAttachment: { Reason: 'It shows somebody else' },
  setDeskSettings: {
    IdentitySteps: [{ Name: 'Photo ID shown', Kind: 'check', Required: true }, { Name: 'Photo taken', Kind: 'photo', Required: false }],
    SheetsAtCheckIn: 2, KeepAttachmentsDays: 30,
  },
  setCertificateTemplate: { Template: '<h1>{{ name }}</h1>' },
  deskCertificatePreview: { program: 'program-1', Template: '<h1>{{ name }}</h1>' },
  closeScrapPaper: {},
  reopenScrapPaper: { Reason: 'A sheet was found' },
  closeSitting: {},
  reopenSitting: { Reason: 'A candidate came back' },
  enterScore: { score: 82, second_entry: 82 },
  enterScoreEntry: { score: 82 },
  correctScore: { score: 84, reason: 'Page 3 was not counted' },
  syncResolveConflict: { choice: 'theirs' },
  syncPush: { protocol: 1, node: 'desk-1', server_epoch: 'first', operations: [] },
}

/** The value that a parameter has in the example, undefined where it is left out. */
export function exampleParameter({ path, operationId }: Operation, where: 'path' | 'query', name: string): string | number | boolean | undefined {
  if (where === 'query') return QUERY[name]
  return name === 'id' ? idOf(path.split('/')[1] ?? '') : (OWN_PATH[operationId]?.[name] ?? PATH[name])
}

/** The body of the example. */
export function exampleBody({ operationId, example }: Operation): unknown {
  return example ?? BODIES[operationId]
}

/** `examOfferings` is `exam-offering-1`. */
function idOf(segment: string): string {
  return IDS[segment] ?? `${segment.replace(/s$/, '').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-1`
}
