/** Takes a seat away from a candidate who has not come yet. */
import { releaseSeatInput, sameSeat, type ReleaseSeatInput } from '../../../../src-shared/commands/rooms.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { answerOf, changeOf, loadRegistration, registrationNotFound, touchEvent, type LoadedRegistration } from './load-registration.ts'
import { isIn } from './registration-view.ts'
import { seatFields } from './seat-changes.ts'
import { seatName } from './seats.ts'
import { textOf } from './stored-values.ts'

export const releaseSeat = defineCommand({
  name: 'release-seat',
  input: releaseSeatInput,
  lane: ({ registration }: ReleaseSeatInput) => `registration/${registration}`,
  load: (reader: GuardedReader, { registration }: ReleaseSeatInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, { Seat }: ReleaseSeatInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    const registration = found.registration.doc
    const now = textOf(registration, 'Seat')
    if (now === null || sameSeat(now) !== sameSeat(Seat)) return refuseFor('seat-not-theirs', { seat: seatName(Seat) }, { extra: { Seat: now } })
    if (isIn(registration)) return refuseFor('seat-sat-on', { seat: now })
    return { changes: [changeOf(found, seatFields(registration, null, context.at, context), context)], touches: touchEvent(found), answer: answerOf(found) }
  },
})
