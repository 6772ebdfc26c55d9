/** Requests about registrations for exam events, as in the document. */
import { Type, type Static } from 'typebox'
import { aboutRegistration, body, count, eventStart, instant, orNull, reference, saidWords, uuid, words } from './booking-fields.ts'
import { second, signOff } from './clock-commands.ts'

const accommodation = body({
  Type: Type.Optional(orNull(words('Uniquely identifies the type of accommodation'))),
  Name: Type.Optional(orNull(words('Short clarifying description'))),
  TimeExtension: Type.Optional(orNull(count('Time extension in minutes'))),
})
export type AccommodationRequest = Static<typeof accommodation>

const accommodations_max = 100

export const registerLaxBody = body({
  EventVenue: Type.Optional(reference('The venue ID')),
  EventStart: Type.Optional(eventStart()),
  EventExamType: Type.Optional(words('The exam type; required if the event does not exist and a new one should be created')),
  EventExamFormat: Type.Optional(words('The exam format; required if the event does not exist and a new one should be created')),
  EventBillingCode: Type.Optional(words('The exam billing code; required if the event does not exist and a new one should be created')),
  Learner: Type.Optional(reference('ID of the learner that will be registered')),
  LearnerRegistrantType: Type.Optional(words('The type of registrant')),
  Assessment: Type.Optional(words('Assessment form code identifying the assessment to be assigned to the registration')),
  Accommodations: Type.Optional(Type.Array(accommodation, { description: 'Accommodations for the new registration', maxItems: accommodations_max })),
})

/** The id that the writer gave to an event which it made for this registration. */
const new_event = Type.Optional(uuid('The event that the writer made'))

export const registerLaxInput = aboutRegistration({ ...registerLaxBody.properties, new_event })
export type RegisterLaxInput = Static<typeof registerLaxInput>

export const transferLaxBody = body({
  EventVenue: Type.Optional(reference('The venue ID')),
  EventStart: Type.Optional(eventStart()),
  EventExamType: Type.Optional(words('The exam type; required if the event does not exist and a new one should be created')),
  Learner: Type.Optional(reference('ID of the learner that is registered')),
  Reason: Type.Optional(words('The reason for the transfer')),
})
export const transferLaxInput = aboutRegistration({ ...transferLaxBody.properties, new_event })
export type TransferLaxInput = Static<typeof transferLaxInput>

export const cancelRegistrationBody = body({ Reason: Type.Optional(words('Short description of the reason for the cancellation')) })
export const cancelRegistrationInput = aboutRegistration(cancelRegistrationBody.properties)
export type CancelRegistrationInput = Static<typeof cancelRegistrationInput>

export const changeAssessmentBody = body({ Assessment: Type.Optional(words('Form code identifying the assessment to be assigned to the registration')) })
export const changeAssessmentInput = aboutRegistration(changeAssessmentBody.properties)
export type ChangeAssessmentInput = Static<typeof changeAssessmentInput>

export const grantAccommodationBody = accommodation
/** What the desk notes beside what the document knows. */
const noted = {
  Reason: saidWords('Why it is decided'),
  Reference: Type.Optional(words('The paper that it rests on: the reference of the approval letter')),
}
export const grantAccommodationInput = aboutRegistration({ ...accommodation.properties, Reason: Type.Optional(noted.Reason), Reference: noted.Reference, second: second() })
export type GrantAccommodationInput = Static<typeof grantAccommodationInput>

export const revokeAccommodationBody = body({ Type: Type.Optional(words('Identifies the type of accommodation')) })
export const revokeAccommodationInput = aboutRegistration({ ...revokeAccommodationBody.properties, Reason: Type.Optional(noted.Reason), Reference: noted.Reference, second: second() })
export type RevokeAccommodationInput = Static<typeof revokeAccommodationInput>

/** The desk's own way to grant and revoke: with the reason, the paper and, where the one who asks is no lead, a lead's signature. */
export const deskGrantBody = body({
  Type: saidWords('The type of accommodation; one that is there is replaced'), Name: accommodation.properties.Name, TimeExtension: accommodation.properties.TimeExtension,
  ...noted, SignOff: signOff(),
})
export const deskRevokeBody = body({ Type: saidWords('The type of accommodation'), ...noted, SignOff: signOff() })

export const deleteRegistrationInput = aboutRegistration({})
export type DeleteRegistrationInput = Static<typeof deleteRegistrationInput>

export const registrationCriteria = body({
  Name: Type.Optional(words("Part of the learner's name")),
  Email: Type.Optional(words("Part of the learner's email address")),
  Code: Type.Optional(words("Part of the learner's code")),
  LastChangeTimeSince: Type.Optional(instant('Changed then or later (ISO 8601)')),
  LastChangeTimeBefore: Type.Optional(instant('Changed then or earlier (ISO 8601)')),
})
export type RegistrationCriteria = Static<typeof registrationCriteria>
