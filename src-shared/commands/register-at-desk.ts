/** Requests of the desk that put a person into a sitting or move them to another one; extensions of Hallpass. */
import { Type, type Static } from 'typebox'
import { name_characters_max } from '../limits.ts'
import { DATE_FORMAT } from '../resource/fields.ts'
import { aboutRegistration, body, eventStart, reference, saidWords, uuid, words } from './booking-fields.ts'
import { registerLaxBody, transferLaxBody } from './booking-registrations.ts'

const short = (description: string) => Type.Optional(Type.String({ description, pattern: '\\S', maxLength: name_characters_max }))

/** Somebody whom no record knows yet. The id is made where the write is made. */
const newPerson = body({
  id: uuid('The id of the new contact'),
  first_name: short('Given name'),
  last_name: short('Family name'),
  name: short('The whole name, where it is not in two parts'),
  code: short('Candidate code'),
  email_address: short('E-mail address'),
  phone: short('Telephone number'),
  birth_date: Type.Optional(Type.String({ description: 'Date of birth, YYYY-MM-DD', format: DATE_FORMAT, pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
})
export type NewPerson = Static<typeof newPerson>

export const registerAtDeskBody = body({
  Event: reference('The sitting'),
  Learner: Type.Optional(reference('A known person; else give Person')),
  Person: Type.Optional(newPerson),
  Assessment: saidWords('Code of a published assessment form'),
  LearnerRegistrantType: registerLaxBody.properties.LearnerRegistrantType,
  Accommodations: registerLaxBody.properties.Accommodations,
  Seat: short('The seat'),
  Reason: Type.Optional(words('Why, or from which list: kept with the accommodations')),
})
export const registerAtDeskInput = aboutRegistration(registerAtDeskBody.properties)
export type RegisterAtDeskInput = Static<typeof registerAtDeskInput>

export const registerAgainBody = body({ Reason: saidWords('Why the cancelled registration is wanted after all') })
/** `seat_given`: the seat that the writer found free. */
export const registerAgainInput = aboutRegistration({ ...registerAgainBody.properties, seat_given: short('The seat') })
export type RegisterAgainInput = Static<typeof registerAgainInput>

/** A start is an instant, or a day and a time on the venue's clocks. */
export const deskTransferBody = body({
  EventVenue: reference('The venue'),
  EventStart: Type.Optional(eventStart()),
  EventDay: Type.Optional(Type.String({ description: 'YYYY-MM-DD at that venue, in place of EventStart', format: DATE_FORMAT, pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
  EventTime: Type.Optional(Type.String({ description: 'HH:MM at that venue', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })),
  EventExamType: transferLaxBody.properties.EventExamType,
  Reason: saidWords('Why'),
})
export type DeskTransfer = Static<typeof deskTransferBody>
