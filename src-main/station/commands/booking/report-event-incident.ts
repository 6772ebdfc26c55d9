/** Keeps a report of something that happened in a sitting, about one candidate or about everybody. */
import { reportEventIncidentInput, type ReportEventIncidentInput } from '../../../../src-shared/commands/desk-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { eventNotFound } from './clock-stops.ts'
import { loadEvent } from './load-event.ts'
import { registrationNotFound } from './load-registration.ts'
import { incidentOf } from './report-incident.ts'
import { textOf } from './stored-values.ts'

interface State {
  event: Loaded | undefined
  registration: Loaded | undefined
}

export const reportEventIncident = defineCommand({
  name: 'report-event-incident',
  input: reportEventIncidentInput,
  lane: () => null,
  async load(reader: GuardedReader, { event, RegistrationIdentifier: id }: ReportEventIncidentInput): Promise<State> {
    return { event: await loadEvent(reader, event), registration: id === undefined ? undefined : await reader.get('bookingRegistrations', id) }
  },
  decide({ event, registration }: State, input: ReportEventIncidentInput, context: CommandContext): Decision {
    if (!event) return eventNotFound()
    if (input.RegistrationIdentifier !== undefined) {
      if (!registration) return registrationNotFound()
      const at = textOf(registration.doc, 'EventIdentifier')
      // A second station's event may have another id by now.
      if (!context.pushed && at !== event.key.id && at !== input.event) return refuseFor('not-in-sitting', {}, { errors: [{ path: '/RegistrationIdentifier', message: 'is in another sitting' }] })
    }
    return incidentOf({ registration, event }, input, context)
  },
})
