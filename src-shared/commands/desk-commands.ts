/** Requests of the desk about one registration; extensions of Hallpass. */
import { Type, type Static } from 'typebox'
import { incident_people_max } from '../limits.ts'
import { aboutEvent, aboutRegistration, body, instant, saidWords, uuid, words } from './booking-fields.ts'

const seat_characters_max = 40
export const seat = () => Type.String({ description: 'The seat', pattern: '\\S', maxLength: seat_characters_max })
const at = (description: string) => Type.Optional(instant(`${description} (ISO 8601); now where absent`))

const fromPaper = () => Type.Optional(Type.Boolean({ description: 'Written by hand first and entered later: the history says so, with who entered it and when' }))

export const checkInBody = body({
  At: at('When the candidate was admitted'),
  Seat: Type.Optional(seat()),
  IdentityChecks: Type.Optional(Type.Array(words('A check that was made'), { description: 'The identity checks that were made', maxItems: 50 })),
  Override: Type.Optional(body({ Reason: saidWords('Why the candidate is admitted although already in') })),
  FromPaper: fromPaper(),
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

export const markAbsentBody = body({ Reason: Type.Optional(words('Why, where it is known')), FromPaper: fromPaper() })
export const markAbsentInput = aboutRegistration(markAbsentBody.properties)
export type MarkAbsentInput = Static<typeof markAbsentInput>

export const assignSeatBody = body({ Seat: seat() })
export const assignSeatInput = aboutRegistration(assignSeatBody.properties)
export type AssignSeatInput = Static<typeof assignSeatInput>

export const breakBody = body({ At: at('When the break starts or ends') })
export const breakInput = aboutRegistration(breakBody.properties)
export type BreakInput = Static<typeof breakInput>

export const undoBreakBody = body({ Reason: saidWords('Why the last start or end of a break is undone') })
export const undoBreakInput = aboutRegistration(undoBreakBody.properties)
export type UndoBreakInput = Static<typeof undoBreakInput>

export const reportIncidentBody = body({
  Type: saidWords('What kind of incident'),
  Text: saidWords('What happened'),
  At: at('When it happened'),
  Seat: Type.Optional(seat()),
  People: Type.Optional(Type.Array(saidWords('A person'), { description: 'Who else was involved or saw it', maxItems: incident_people_max })),
})
export const reportIncidentInput = aboutRegistration(reportIncidentBody.properties)
export type ReportIncidentInput = Static<typeof reportIncidentInput>

/** An incident of a sitting, perhaps about one candidate of it. */
export const reportEventIncidentBody = body({ ...reportIncidentBody.properties, RegistrationIdentifier: Type.Optional(uuid('The candidate whom it is about')) })
export const reportEventIncidentInput = aboutEvent(reportEventIncidentBody.properties)
export type ReportEventIncidentInput = Static<typeof reportEventIncidentInput>

export const withdrawIncidentBody = body({ IncidentIdentifier: uuid('The incident'), Reason: saidWords('Why the report is withdrawn') })
export const withdrawIncidentInput = aboutEvent(withdrawIncidentBody.properties)
export type WithdrawIncidentInput = Static<typeof withdrawIncidentInput>
