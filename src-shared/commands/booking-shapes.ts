/** What booking answers with. Computed members (RegistrationCount, EndsAt) are in no stored document. */
import { Type, type Static } from 'typebox'

const maybe = <T extends 'string' | 'number'>(type: T, description: string) =>
  Type.Unsafe<(T extends 'string' ? string : number) | null>({ type: [type, 'null'], description })
const choice = <const V extends readonly string[]>(values: V, description: string) => Type.Unsafe<V[number]>({ type: 'string', enum: [...values], description })

export const EVENT_STATUSES = ['Scheduled', 'Cancelled'] as const
export const APPROVAL_STATUSES = ['Registered', 'Cancelled'] as const
export const ATTENDANCE_STATUSES = ['Pending', 'Present', 'Late', 'Absent', 'Withdrawn'] as const
export const SHEET_STATUSES = ['Issued', 'Returned', 'Destroyed', 'Missing'] as const
export type SheetStatus = (typeof SHEET_STATUSES)[number]

export const bookingEvent = Type.Object({
  EventIdentifier: Type.String(),
  EventVenue: maybe('string', 'The venue'),
  EventStart: maybe('string', 'When it starts, ISO 8601 in UTC'),
  EventExamType: maybe('string', 'The exam type'),
  EventExamFormat: maybe('string', 'The exam format'),
  EventBillingCode: maybe('string', 'The exam billing code'),
  RegistrationLimit: maybe('number', 'How many registrations it takes; null: no limit'),
  RegistrationCount: Type.Integer({ description: 'Registrations that are not cancelled' }),
  EventStatus: choice(EVENT_STATUSES, 'Whether it takes place'),
  CancellationReason: maybe('string', 'Why it was cancelled'),
  TimeZone: Type.String({ description: "The venue's IANA time zone" }),
  DurationMinutes: Type.Number({ description: 'Minutes without extensions' }),
})
export type BookingEvent = Static<typeof bookingEvent>

const bookingAccommodation = Type.Object({ Type: Type.String(), Name: maybe('string', 'Short clarifying description'), TimeExtension: maybe('number', 'Minutes') })
export type BookingAccommodation = Static<typeof bookingAccommodation>

export const bookingRegistration = Type.Object({
  RegistrationIdentifier: Type.String(),
  EventIdentifier: maybe('string', 'The event'),
  Learner: maybe('string', 'The learner'),
  LearnerName: maybe('string', "The learner's name"),
  LearnerEmail: maybe('string', "The learner's email address"),
  LearnerCode: maybe('string', "The learner's code"),
  LearnerRegistrantType: maybe('string', 'The type of registrant'),
  Assessment: maybe('string', 'The assessment form code'),
  Accommodations: Type.Array(bookingAccommodation),
  ApprovalStatus: choice(APPROVAL_STATUSES, 'Whether the registration stands'),
  AttendanceStatus: choice(ATTENDANCE_STATUSES, 'Whether the candidate came'),
  CheckedInAt: maybe('string', 'When the candidate was admitted'),
  Seat: maybe('string', 'The seat'),
  EndsAt: maybe('string', 'Start, duration, extensions and time given back'),
  ExamRegistration: maybe('string', 'The exam registration that this one is for'),
  LastChangeTime: maybe('string', 'When it last changed'),
  CancellationReason: maybe('string', 'Why it was cancelled'),
  CheckedInBy: maybe('string', 'Who admitted the candidate'),
  IdentityChecks: Type.Array(Type.String()),
  Locker: maybe('string', "The locker that holds the candidate's things"),
  Breaks: Type.Array(Type.Unknown()),
  CheckInHistory: Type.Array(Type.Unknown()),
})
export type BookingRegistration = Static<typeof bookingRegistration>

export const scrapSheet = Type.Object({
  SheetCode: Type.String(),
  EventIdentifier: maybe('string', 'The event'),
  RegistrationIdentifier: maybe('string', 'The registration that it was issued to'),
  LearnerName: maybe('string', 'Who it was issued to'),
  Status: choice(SHEET_STATUSES, 'Where the sheet is'),
  IssuedAt: maybe('string', 'When it was issued'),
  IssuedBy: maybe('string', 'Who issued it'),
  ReturnedAt: maybe('string', 'When it came back'),
  ReturnedTo: maybe('string', 'Who took it back'),
})
export type ScrapSheet = Static<typeof scrapSheet>

export const bookingIncident = Type.Object({
  IncidentIdentifier: Type.String(),
  RegistrationIdentifier: maybe('string', 'The registration that it is about'),
  EventIdentifier: maybe('string', 'The event'),
  Type: Type.String(),
  Text: Type.String(),
  At: maybe('string', 'When it happened'),
  ReportedBy: maybe('string', 'Who reported it'),
  ReportedAt: maybe('string', 'When it was reported'),
  LearnerName: maybe('string', 'The candidate whom it is about'),
  Seat: maybe('string', 'The seat'),
  People: Type.Array(Type.String(), { description: 'Who else was involved or saw it' }),
  WithdrawnAt: maybe('string', 'When the report was withdrawn'),
  WithdrawnBy: maybe('string', 'Who withdrew it'),
  WithdrawnReason: maybe('string', 'Why'),
})
export type BookingIncident = Static<typeof bookingIncident>
