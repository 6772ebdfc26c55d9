/** Takes an accommodation away; the history keeps what it was, who revoked it and why. One that is not there is gone already. */
import { revokeAccommodationInput, type RevokeAccommodationInput } from '../../../../src-shared/commands/booking-registrations.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { decisionNotes, EMPTY_TYPE, isBlank, withDecision } from './accommodations.ts'
import { checkSecond } from './clock-stops.ts'
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
    const unsigned = checkSecond(input.second, context)
    if (unsigned) return unsigned
    const current = docsOf(found.registration.doc, 'Accommodations')
    const Accommodations = current.filter(({ Type }) => Type !== input.Type?.trim())
    if (Accommodations.length === current.length) return { changes: [], answer: answerOf(found) }
    const { GrantedBy: _by, GrantedAt: _at, ...revoked } = current.find(({ Type }) => Type === input.Type?.trim()) ?? {}
    const AccommodationHistory = withDecision(found.registration.doc, 'Revoked', { ...revoked, ...decisionNotes(input) }, context)
    return { changes: [changeOf(found, { Accommodations, AccommodationHistory }, context)], signedBy: input.second, answer: answerOf(found) }
  },
})
