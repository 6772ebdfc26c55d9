/** Requests about exam events. */
import { Type, type Static } from 'typebox'
import { aboutEvent, body, count, eventStart, reference, words } from './booking-fields.ts'

export const createEventBody = body({
  EventVenue: Type.Optional(reference('The venue ID')),
  EventStart: Type.Optional(eventStart()),
  EventExamType: Type.Optional(words('The exam type')),
  EventExamFormat: Type.Optional(words('The exam format')),
  EventBillingCode: Type.Optional(words('The exam billing code')),
  RegistrationLimit: Type.Optional(count('How many registrations that are not cancelled the event takes')),
})

/** `beside`: events of the same venue and start that the writer knew of; headquarters keeps this one apart from them. */
export const createEventInput = aboutEvent({ ...createEventBody.properties, beside: Type.Optional(Type.Array(Type.String())) })
export type CreateEventInput = Static<typeof createEventInput>

export const cancelEventBody = body({ Reason: Type.Optional(words('Short description of the reason for the cancellation')) })
export const cancelEventInput = aboutEvent(cancelEventBody.properties)
export type CancelEventInput = Static<typeof cancelEventInput>
