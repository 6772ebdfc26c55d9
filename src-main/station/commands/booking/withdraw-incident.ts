/** Withdraws a report with a reason. It stays readable: an incident is never deleted. */
import { withdrawIncidentInput, type WithdrawIncidentInput } from '../../../../src-shared/commands/desk-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { eventNotFound } from './clock-stops.ts'
import { loadEvent } from './load-event.ts'
import { incidentView } from './report-incident.ts'
import { textOf } from './stored-values.ts'

interface State {
  event: Loaded | undefined
  incident: Loaded | undefined
}

export const withdrawIncident = defineCommand({
  name: 'withdraw-incident',
  input: withdrawIncidentInput,
  lane: ({ IncidentIdentifier }: WithdrawIncidentInput) => `incident/${IncidentIdentifier}`,
  async load(reader: GuardedReader, { event, IncidentIdentifier }: WithdrawIncidentInput): Promise<State> {
    return { event: await loadEvent(reader, event), incident: await reader.get('incidents', IncidentIdentifier) }
  },
  decide({ event, incident }: State, { Reason }: WithdrawIncidentInput, context: CommandContext): Decision {
    if (!event) return eventNotFound()
    const { key, doc, site } = incident ?? {}
    if (!key || !doc || textOf(doc, 'EventIdentifier') !== event.key.id) return refuseFor('incident-unknown', {})
    if (textOf(doc, 'WithdrawnAt') !== null) {
      // Two desks that withdraw the same report are agreed.
      return context.pushed ? { changes: [], answer: () => incidentView(doc) } : refuseFor('report-withdrawn', {})
    }
    const after = { ...doc, WithdrawnAt: context.at, WithdrawnBy: context.actor.name, WithdrawnReason: Reason.trim() }
    return { changes: [{ key, before: doc, after, site: site ?? null }], answer: ([stored]) => incidentView(stored ?? after) }
  },
})
