/** Assigns another assessment form to a registration, by its code. */
import { changeAssessmentInput, type ChangeAssessmentInput } from '../../../../src-shared/commands/booking-registrations.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { refuseField } from './event-rules.ts'
import { findPublishedForm } from './load-form.ts'
import { answerOf, changeOf, loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'

interface State {
  found: LoadedRegistration | undefined
  form: Loaded | undefined
}

export const changeAssessment = defineCommand({
  name: 'change-assessment',
  input: changeAssessmentInput,
  lane: ({ registration }: ChangeAssessmentInput) => `registration/${registration}`,
  async load(reader: GuardedReader, { registration, Assessment }: ChangeAssessmentInput): Promise<State> {
    return { found: await loadRegistration(reader, registration), form: await findPublishedForm(reader, Assessment) }
  },
  decide({ found, form }: State, { Assessment }: ChangeAssessmentInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    if (!form) return refuseField('Assessment', 'Assessment form not found.')
    if (found.registration.doc.Assessment === Assessment) return refuseField('Assessment', 'Assessment already assigned to registration.')
    return { changes: [changeOf(found, { Assessment }, context)], answer: answerOf({ ...found, form: form.doc }) }
  },
})
