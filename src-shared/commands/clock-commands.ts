/** Requests about the clock of a sitting: stopped by an alarm or an outage, going on, and time given back. Extensions of Hallpass. */
import { Type, type Static } from 'typebox'
import { clock_registrations_max, give_minutes_max, id_characters_max } from '../limits.ts'
import { aboutEvent, body, count, instant, saidWords, uuid } from './booking-fields.ts'

/** What `POST /desk/sign-off` answered to the second person's PIN. */
export const signOff = () => Type.Optional(Type.String({ description: "What a second person's PIN was exchanged for at POST /desk/sign-off; people at the desk need it, programs with a key do not", minLength: 1, maxLength: 200 }))

/** The second person, as the write carries them: the PIN was checked at the station. */
export const second = () => Type.Optional(body({
  id: Type.String({ description: "The second person's id", minLength: 1, maxLength: id_characters_max }),
  name: saidWords("The second person's name"),
}))

const at = (description: string) => Type.Optional(instant(`${description} (ISO 8601); now where absent`))
const only = () => Type.Optional(Type.Array(uuid('A registration'), { description: 'Only these candidates; everyone whose time is not up where absent', minItems: 1, maxItems: clock_registrations_max, uniqueItems: true }))
const minutes = (description: string) => count(description, 0, give_minutes_max)
const stop = () => uuid('The stop, or the time given back')

export const stopClockBody = body({ Reason: saidWords('Why the clock is stopped'), At: at('When it stopped'), Registrations: only() })
export const stopClockInput = aboutEvent(stopClockBody.properties)
export type StopClockInput = Static<typeof stopClockInput>

const resumed = { Stop: stop(), At: at('When it goes on'), Minutes: Type.Optional(minutes('What is given back; the length of the stop in whole minutes, rounded up, where absent')) }
export const resumeClockBody = body({ ...resumed, SignOff: signOff() })
export const resumeClockInput = aboutEvent({ ...resumed, second: second() })
export type ResumeClockInput = Static<typeof resumeClockInput>

const given = { Minutes: count('What is given back', 1, give_minutes_max), Reason: saidWords('Why'), At: at('When'), Registrations: only() }
export const giveTimeBody = body({ ...given, SignOff: signOff() })
export const giveTimeInput = aboutEvent({ ...given, second: second() })
export type GiveTimeInput = Static<typeof giveTimeInput>

const undone = { Stop: stop(), Reason: saidWords('Why it is undone') }
export const undoTimeBody = body({ ...undone, SignOff: signOff() })
export const undoTimeInput = aboutEvent({ ...undone, second: second() })
export type UndoTimeInput = Static<typeof undoTimeInput>

const stopShape = Type.Object({
  Identifier: Type.String(),
  Kind: Type.Unsafe<'Stop' | 'Give'>({ type: 'string', enum: ['Stop', 'Give'], description: 'The clock was stopped, or minutes were given' }),
  Reason: Type.String(),
  StartedAt: Type.String({ description: 'When the clock stopped, or the time was given' }),
  StartedBy: Type.String(),
  EndedAt: Type.Optional(Type.String({ description: 'When it went on; absent while the clock stands' })),
  EndedBy: Type.Optional(Type.String()),
  SignedBy: Type.Optional(Type.String({ description: 'The second person' })),
  Minutes: Type.Optional(Type.Number({ description: 'What was given back' })),
  Registrations: Type.Optional(Type.Array(Type.String(), { description: 'Only these; absent: everyone' })),
  UndoneAt: Type.Optional(Type.String()),
  UndoneBy: Type.Optional(Type.String()),
  UndoneSignedBy: Type.Optional(Type.String()),
  UndoneReason: Type.Optional(Type.String()),
})
/** The clock of an event as the API answers it. */
export const eventClock = Type.Object({ EventIdentifier: Type.String(), Stops: Type.Array(stopShape) })
export type EventClock = Static<typeof eventClock>
