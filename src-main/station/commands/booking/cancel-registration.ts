/** Cancels a registration, with the reason. */
import { cancelRegistrationInput, type CancelRegistrationInput } from '../../../../src-shared/commands/booking-registrations.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { answerOf, changeOf, loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'

export const cancelRegistration = defineCommand({
  name: 'cancel-registration',
  input: cancelRegistrationInput,
  lane: ({ registration }: CancelRegistrationInput) => `registration/${registration}`,
  load: (reader: GuardedReader, { registration }: CancelRegistrationInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, { Reason }: CancelRegistrationInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    return { changes: [changeOf(found, cancelledFields(Reason), context)], answer: answerOf(found) }
  },
})

/** What cancelling sets; a reason that was given before stays where none is given now. */
export function cancelledFields(reason: string | undefined): Doc {
  return { ApprovalStatus: 'Cancelled', ...(reason === undefined ? {} : { CancellationReason: reason }) }
}
