/** Gives a candidate a seat. */
import { assignSeatInput, type AssignSeatInput } from '../../../../src-shared/commands/desk-commands.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { seatTaken } from './check-in.ts'
import { answerOf, changeOf, loadRegistration, registrationCancelled, registrationNotFound, touchEvent, type LoadedRegistration } from './load-registration.ts'
import { isCancelled } from './registration-view.ts'
import { seatFields } from './seat-changes.ts'
import { seatHolder, seatName } from './seats.ts'

interface State {
  found: LoadedRegistration
  holder: Loaded | undefined
}

export const assignSeat = defineCommand({
  name: 'assign-seat',
  input: assignSeatInput,
  lane: ({ registration }: AssignSeatInput) => `registration/${registration}`,
  async load(reader: GuardedReader, { registration, Seat }: AssignSeatInput): Promise<State | undefined> {
    const found = await loadRegistration(reader, registration)
    return found && { found, holder: await seatHolder(reader, found.event, Seat, registration) }
  },
  decide(state: State | undefined, { Seat }: AssignSeatInput, context: CommandContext): Decision {
    if (!state) return registrationNotFound()
    const { found, holder } = state
    if (isCancelled(found.registration.doc)) return registrationCancelled()
    if (holder) return seatTaken(found, Seat, holder)
    return { changes: [changeOf(found, seatFields(found.registration.doc, seatName(Seat), context.at, context), context)], touches: touchEvent(found), answer: answerOf(found) }
  },
})
