/** Keeps a report of something that happened around one candidate. */
import { reportIncidentInput, type ReportIncidentInput } from '../../../../src-shared/commands/desk-commands.ts'
import type { BookingIncident } from '../../../../src-shared/commands/booking-shapes.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { siteOf } from '../site-of.ts'
import { loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { textOf } from './stored-values.ts'

export const reportIncident = defineCommand({
  name: 'report-incident',
  input: reportIncidentInput,
  lane: () => null,
  load: (reader: GuardedReader, { registration }: ReportIncidentInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, input: ReportIncidentInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    const { registration, event } = found
    const id = context.newId()
    const incident: Doc = {
      id,
      RegistrationIdentifier: registration.key.id,
      ...(event ? { EventIdentifier: event.key.id } : {}),
      ...(registration.doc.LearnerName === undefined ? {} : { LearnerName: registration.doc.LearnerName }),
      Type: input.Type.trim(),
      Text: input.Text,
      At: toInstant(input.At) ?? context.at,
      ReportedBy: context.actor.name,
      ReportedAt: context.at,
    }
    const site = event ? siteOf('incidents', incident, undefined, event.doc) : registration.site
    return {
      changes: [{ key: { tenant: context.tenant, collection: 'incidents', id }, after: incident, site }],
      // A registration cannot be deleted while a report about it is being stored.
      touches: [registration.key],
      answer: ([stored]) => incidentView(stored ?? incident),
    }
  },
})

/** An incident as it is answered. Pure. */
export function incidentView(incident: Doc): BookingIncident {
  return {
    IncidentIdentifier: String(incident.id),
    RegistrationIdentifier: textOf(incident, 'RegistrationIdentifier'),
    EventIdentifier: textOf(incident, 'EventIdentifier'),
    Type: textOf(incident, 'Type') ?? '',
    Text: textOf(incident, 'Text') ?? '',
    At: textOf(incident, 'At'),
    ReportedBy: textOf(incident, 'ReportedBy'),
  }
}
