/** A registration as the contract shows it, with its computed end. Pure. */
import { APPROVAL_STATUSES, ATTENDANCE_STATUSES, type BookingAccommodation, type BookingRegistration } from '../../../../src-shared/commands/booking-shapes.ts'
import type { Doc } from '../../store/store.ts'
import { stopsOf } from './clock-stops.ts'
import { breaksOf, givenBack } from './clock-time.ts'
import { durationOf } from './event-view.ts'
import { docsOf, numberOf, textOf, textsOf } from './stored-values.ts'

const minute_ms = 60_000

export interface RegistrationFacts {
  event: Doc | undefined
  form: Doc | undefined
}

export function registrationView(registration: Doc, { event, form }: RegistrationFacts): BookingRegistration {
  return {
    RegistrationIdentifier: String(registration.id),
    EventIdentifier: textOf(event, 'id') ?? textOf(registration, 'EventIdentifier'),
    Learner: textOf(registration, 'Learner'),
    LearnerName: textOf(registration, 'LearnerName'),
    LearnerEmail: textOf(registration, 'LearnerEmail'),
    LearnerCode: textOf(registration, 'LearnerCode'),
    LearnerRegistrantType: textOf(registration, 'LearnerRegistrantType'),
    Assessment: textOf(registration, 'Assessment'),
    Accommodations: accommodationsOf(registration),
    ApprovalStatus: oneOf(APPROVAL_STATUSES, registration.ApprovalStatus, 'Registered'),
    AttendanceStatus: oneOf(ATTENDANCE_STATUSES, registration.AttendanceStatus, 'Pending'),
    CheckedInAt: textOf(registration, 'CheckedInAt'),
    Seat: textOf(registration, 'Seat'),
    EndsAt: endsAt(registration, { event, form }),
    ExamRegistration: textOf(registration, 'ExamRegistration'),
    LastChangeTime: textOf(registration, 'LastChangeTime'),
    CancellationReason: textOf(registration, 'CancellationReason'),
    CheckedInBy: textOf(registration, 'CheckedInBy'),
    IdentityChecks: textsOf(registration, 'IdentityChecks') ?? [],
    Locker: textOf(registration, 'Locker'),
    Breaks: docsOf(registration, 'Breaks'),
    CheckInHistory: docsOf(registration, 'CheckInHistory'),
  }
}

export function accommodationsOf(registration: Doc): BookingAccommodation[] {
  return docsOf(registration, 'Accommodations').map((element) => ({
    Type: textOf(element, 'Type') ?? '',
    Name: textOf(element, 'Name'),
    TimeExtension: numberOf(element, 'TimeExtension'),
  }))
}

/** Minutes that the accommodations add; they add up. */
export function extraMinutes(registration: Doc): number {
  return accommodationsOf(registration).reduce((sum, { TimeExtension }) => sum + (TimeExtension ?? 0), 0)
}

/** Start, duration, extensions and time given back; null where the start is unknown or the end is beyond all calendars. */
export function endsAt(registration: Doc, { event, form }: RegistrationFacts): string | null {
  const start = Date.parse(textOf(event, 'EventStart') ?? '')
  const end = start + (durationOf(event, form) + extraMinutes(registration)) * minute_ms
  const stops = stopsOf(event)
  const given = stops.length === 0 ? 0 : givenBack({ registration: String(registration.id), start, end, stops, breaks: breaksOf(registration) }).given
  const ends = new Date(end + given)
  return Number.isNaN(ends.getTime()) ? null : ends.toISOString()
}

export function isCancelled(registration: Doc): boolean {
  return registration.ApprovalStatus === 'Cancelled'
}

/** Whether the candidate was admitted and that was not undone. */
export function isIn(registration: Doc): boolean {
  return textOf(registration, 'CheckedInAt') !== null
}

function oneOf<V extends string>(values: readonly V[], value: unknown, otherwise: V): V {
  return values.find((known) => known === value) ?? otherwise
}
