/** Grants an accommodation; a type that is there is replaced. Who granted it, when and on what paper stays with it. */
import { grantAccommodationInput, type GrantAccommodationInput } from '../../../../src-shared/commands/booking-registrations.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { decisionNotes, EMPTY_TYPE, isBlank, isSameGrant, toElement, withDecision, withGranted } from './accommodations.ts'
import { checkSecond } from './clock-stops.ts'
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
    const unsigned = checkSecond(input.second, context)
    if (unsigned) return unsigned
    const registration = found.registration.doc
    const current = docsOf(registration, 'Accommodations')
    const granted = toElement(input)
    const notes = decisionNotes(input)
    const AccommodationHistory = withDecision(registration, 'Granted', { ...granted, ...notes }, context)
    // Two desks that grant the same are agreed: the first stays as it is, and both are in the history.
    const agreed = context.pushed && current.some((element) => isSameGrant(element, { ...granted, ...notes }))
    const Accommodations = agreed ? current : withGranted(current, { ...granted, GrantedBy: context.actor.name, GrantedAt: context.at, ...notes })
    return { changes: [changeOf(found, { Accommodations, AccommodationHistory }, context)], signedBy: input.second, answer: answerOf(found) }
  },
})
