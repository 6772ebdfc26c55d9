/** Requests of the desk about one registration; extensions of Hallpass. */
import { Type, type Static } from 'typebox'
import { aboutRegistration, body, instant, saidWords, words } from './booking-fields.ts'

const seat_characters_max = 40
const seat = () => Type.String({ description: 'The seat', pattern: '\\S', maxLength: seat_characters_max })
const at = (description: string) => Type.Optional(instant(`${description} (ISO 8601); now where absent`))

export const checkInBody = body({
  At: at('When the candidate was admitted'),
  Seat: Type.Optional(seat()),
  IdentityChecks: Type.Optional(Type.Array(words('A check that was made'), { description: 'The identity checks that were made', maxItems: 50 })),
  Override: Type.Optional(body({ Reason: saidWords('Why the candidate is admitted although already in') })),
})
/** `seen_absent`: the writer saw that the candidate had been marked absent, and admitted them all the same. */
export const checkInInput = aboutRegistration({ ...checkInBody.properties, seen_absent: Type.Optional(Type.Boolean()) })
export type CheckInInput = Static<typeof checkInInput>

export const undoCheckInBody = body({ Reason: saidWords('Why the check-in, or the mark of absence, is undone') })
/** `undone`: the time of the check-in that the writer saw and undid; `undone_absent`: it was a mark of absence. */
export const undoCheckInInput = aboutRegistration({
  ...undoCheckInBody.properties,
  undone: Type.Optional(instant('The check-in that is undone')),
  undone_absent: Type.Optional(Type.Boolean()),
})
export type UndoCheckInInput = Static<typeof undoCheckInInput>

export const markAbsentBody = body({ Reason: Type.Optional(words('Why, where it is known')) })
export const markAbsentInput = aboutRegistration(markAbsentBody.properties)
export type MarkAbsentInput = Static<typeof markAbsentInput>

export const assignSeatBody = body({ Seat: seat() })
export const assignSeatInput = aboutRegistration(assignSeatBody.properties)
export type AssignSeatInput = Static<typeof assignSeatInput>

export const breakBody = body({ At: at('When the break starts or ends') })
export const breakInput = aboutRegistration(breakBody.properties)
export type BreakInput = Static<typeof breakInput>

export const reportIncidentBody = body({
  Type: saidWords('What kind of incident'),
  Text: saidWords('What happened'),
  At: at('When it happened'),
})
export const reportIncidentInput = aboutRegistration(reportIncidentBody.properties)
export type ReportIncidentInput = Static<typeof reportIncidentInput>
