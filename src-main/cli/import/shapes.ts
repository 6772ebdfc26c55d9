/**
 * What Hallpass reads in documents of the reference collections, where it reads anything beyond the id.
 * Further fields are kept as they are; these have to be what they claim, because the desk computes with them.
 */
import { Type, type TProperties, type TSchema } from 'typebox'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { APPROVAL_STATUSES, ATTENDANCE_STATUSES, EVENT_STATUSES } from '../../../src-shared/commands/booking-shapes.ts'
import { DATE_FORMAT, ID_PATTERN } from '../../../src-shared/resource/fields.ts'
import { id_characters_max } from '../../../src-shared/limits.ts'

const minutes_max = 100_000

const date = Type.Optional(Type.String({ format: DATE_FORMAT }))
const amount = Type.Optional(Type.Number({ minimum: 0 }))
const minutes = Type.Optional(Type.Number({ minimum: 0, maximum: minutes_max }))
const text = Type.Optional(Type.String())
const flag = Type.Optional(Type.Boolean())
const texts = Type.Optional(Type.Array(Type.String()))
const oneOf = (words: readonly string[]) => Type.Optional(Type.Unsafe<string>({ type: 'string', enum: [...words] }))
const shape = <P extends TProperties>(fields: P) => Type.Object(fields, { additionalProperties: true })

/** The id that every document needs. */
export const idShape = shape({ id: Type.String({ pattern: ID_PATTERN, maxLength: id_characters_max }) })

export const SHAPES: Partial<Record<Collection, TSchema>> = {
  contacts: shape({ name: text, first_name: text, last_name: text, code: text, is_member: flag }),
  exams: shape({ name: text, passing_score: Type.Optional(Type.Number()) }),
  venues: shape({ name: text, time_zone: text, exam_types: texts, exam_formats: texts, billing_codes: texts, organization_id: text, late_after_minutes: minutes }),
  assessmentForms: shape({ code: Type.String(), name: text, published: flag, bilingual: flag, duration_minutes: minutes }),
  fees: shape({ amount: Type.Number({ minimum: 0 }), member_amount: amount, currency_code: text }),
  coupons: shape({ code: text, percent_off: amount, amount_off: amount }),
  bookingEvents: shape({
    EventVenue: Type.String(),
    EventStart: Type.String({ format: DATE_FORMAT }),
    EventExamType: text, EventExamFormat: text, EventBillingCode: text,
    RegistrationLimit: Type.Optional(Type.Integer({ minimum: 0 })),
    EventStatus: oneOf(EVENT_STATUSES),
    DurationMinutes: minutes,
  }),
  bookingRegistrations: shape({
    EventIdentifier: Type.String(),
    Learner: text, LearnerName: text, LearnerEmail: text, LearnerCode: text, Assessment: text, Seat: text,
    Accommodations: Type.Optional(Type.Array(shape({ Type: Type.String({ minLength: 1 }) }))),
    ApprovalStatus: oneOf(APPROVAL_STATUSES),
    AttendanceStatus: oneOf(ATTENDANCE_STATUSES),
    CheckedInAt: date, LastChangeTime: date,
  }),
}

/** References of the booking records; the registration collections declare their own. */
export const BOOKING_REFERENCES: Partial<Record<Collection, Readonly<Record<string, Collection>>>> = {
  bookingEvents: { EventVenue: 'venues' },
  bookingRegistrations: { EventIdentifier: 'bookingEvents', Learner: 'contacts', ExamRegistration: 'examRegistrations' },
}
