/** Grants an accommodation; a type that is there is replaced. */
import { grantAccommodationInput, type GrantAccommodationInput } from '../../../../src-shared/commands/booking-registrations.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { EMPTY_TYPE, isBlank, withGranted } from './accommodations.ts'
import { refuseField } from './event-rules.ts'
import { answerOf, changeOf, loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { docsOf } from './stored-values.ts'

export const grantAccommodation = defineCommand({
  name: 'grant-accommodation',
  input: grantAccommodationInput,
  lane: ({ registration }: GrantAccommodationInput) => `registration/${registration}`,
  load: (reader: GuardedReader, { registration }: GrantAccommodationInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, input: GrantAccommodationInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    if (isBlank(input.Type)) return refuseField('Type', EMPTY_TYPE)
    const Accommodations = withGranted(docsOf(found.registration.doc, 'Accommodations'), input)
    return { changes: [changeOf(found, { Accommodations }, context)], answer: answerOf(found) }
  },
})
