/** Every collection by name. Contract section 3 lists the reference collections; the internal ones are never served as such. */

export const REGISTRATION_COLLECTIONS = ['examRegistrations', 'courseRegistrations', 'registrations', 'certifications'] as const

export const REFERENCE_COLLECTIONS = [
  'contacts', 'organizations', 'exams', 'examOfferings', 'examNotices', 'courses', 'courseOfferings', 'programs',
  'testingFacilities', 'trainingProviders', 'trainingLocations', 'processes', 'applications', 'orders', 'events',
  'registrationTypes', 'packages', 'groups', 'notices', 'statusReasons', 'fees', 'coupons', 'venues', 'assessmentForms',
  'bookingEvents', 'bookingRegistrations',
] as const

/** `rooms`: a room of a venue and its seats. `scoreEntries`: what people entered as the score of an exam registration, which has the same id. `scrapSheets`: one numbered sheet. `printedSheets`: one printed code that nobody was given yet, or that is void. `incidents`: one report. `users`: who may sign in. `messages`: what headquarters delivers by e-mail. `apiKeys`: who may call the API, by the hash of a key alone. `eventAliases`: a second station's id of an event that HQ already had. `attachments`: one photo or signature, with its bytes. `deskSettings`: how one venue checks people in, by the venue's id. */
export const INTERNAL_COLLECTIONS = ['scrapSheets', 'incidents', 'users', 'eventAliases', 'messages', 'apiKeys', 'scoreEntries', 'rooms', 'attachments', 'deskSettings', 'printedSheets'] as const

export const COLLECTIONS = [...REGISTRATION_COLLECTIONS, ...REFERENCE_COLLECTIONS, ...INTERNAL_COLLECTIONS] as const

export type Collection = (typeof COLLECTIONS)[number]

const names: ReadonlySet<string> = new Set(COLLECTIONS)

/** Whether a word names a collection. */
export function isCollection(name: string): name is Collection {
  return names.has(name)
}

/** Field names that have to be found quickly, for collections that have no document of their own. Booking and the desk read by these. `A+B` is one index of both. */
export const REFERENCE_INDEXES: Partial<Record<Collection, readonly string[]>> = {
  bookingEvents: ['EventVenue', 'EventStart'],
  bookingRegistrations: ['EventIdentifier', 'EventIdentifier+Seat', 'Learner', 'ExamRegistration', 'LearnerCode'],
  scrapSheets: ['EventIdentifier', 'RegistrationIdentifier'],
  printedSheets: ['EventIdentifier', 'RegistrationIdentifier'],
  incidents: ['EventIdentifier', 'RegistrationIdentifier'],
  attachments: ['RegistrationIdentifier', 'IncidentIdentifier', 'KeepUntil'],
  assessmentForms: ['code'],
  messages: ['status'],
  apiKeys: ['hash'],
  fees: ['exam_id', 'course_id', 'event_id', 'package_id'],
  venues: ['organization_id'],
  rooms: ['EventVenue'],
}

/** Text that a person searches by, for collections without a document of their own. */
export const REFERENCE_TEXT: Partial<Record<Collection, readonly string[]>> = {
  bookingRegistrations: ['LearnerName', 'LearnerEmail', 'LearnerCode'],
}

/** Arrays of which two sides' additions are both kept (contract section 7), and the member by which elements are told apart. */
export const KEYED_ARRAYS: Partial<Record<Collection, Readonly<Record<string, string>>>> = {
  bookingEvents: { ClockStops: 'id', Closings: 'id' },
  scoreEntries: { Entries: 'id' },
  rooms: { Places: 'id' },
  bookingRegistrations: { Accommodations: 'Type', AccommodationHistory: 'id', Breaks: 'id', CheckInHistory: 'id', LockerHistory: 'id', SeatHistory: 'id', Transfers: 'id' },
}

/** Fields that say one thing together: where one that leads is not taken over, none of them is. */
export const LINKED_FIELDS: Partial<Record<Collection, readonly { lead: readonly string[]; follow: readonly string[] }[]>> = {
  bookingRegistrations: [{ lead: ['AttendanceStatus', 'CheckedInAt'], follow: ['CheckedInBy', 'MarkedAbsentAt', 'MarkedAbsentBy'] }],
}
