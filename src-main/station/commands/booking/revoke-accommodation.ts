/** Takes an accommodation away. One that is not there is gone already. */
import { revokeAccommodationInput, type RevokeAccommodationInput } from '../../../../src-shared/commands/booking-registrations.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { EMPTY_TYPE, isBlank } from './accommodations.ts'
import { refuseField } from './event-rules.ts'
import { answerOf, changeOf, loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { docsOf } from './stored-values.ts'

export const revokeAccommodation = defineCommand({
  name: 'revoke-accommodation',
  input: revokeAccommodationInput,
  lane: ({ registration }: RevokeAccommodationInput) => `registration/${registration}`,
  load: (reader: GuardedReader, { registration }: RevokeAccommodationInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, input: RevokeAccommodationInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    if (isBlank(input.Type)) return refuseField('Type', EMPTY_TYPE)
    const current = docsOf(found.registration.doc, 'Accommodations')
    const Accommodations = current.filter(({ Type }) => Type !== input.Type?.trim())
    if (Accommodations.length === current.length) return { changes: [], answer: answerOf(found) }
    return { changes: [changeOf(found, { Accommodations }, context)], answer: answerOf(found) }
  },
})
