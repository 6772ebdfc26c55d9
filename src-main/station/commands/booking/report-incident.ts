/** Keeps a report of something that happened around one candidate, or in a sitting. */
import { reportIncidentInput, type ReportIncidentInput } from '../../../../src-shared/commands/desk-commands.ts'
import type { BookingIncident } from '../../../../src-shared/commands/booking-shapes.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type Effects, type GuardedReader, type Loaded } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { siteOf } from '../site-of.ts'
import { loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { textOf, textsOf } from './stored-values.ts'

export const reportIncident = defineCommand({
  name: 'report-incident',
  input: reportIncidentInput,
  lane: () => null,
  load: (reader: GuardedReader, { registration }: ReportIncidentInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, input: ReportIncidentInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    return incidentOf(found, input, context)
  },
})

/** The report, as a write. */
export function incidentOf({ registration, event }: { registration: Loaded | undefined; event: Loaded | undefined }, input: Omit<ReportIncidentInput, 'registration'>, context: CommandContext): Effects {
  const id = context.newId()
  const seat = input.Seat?.trim() ?? textOf(registration?.doc, 'Seat')
  const incident: Doc = {
    id,
    ...(registration ? { RegistrationIdentifier: registration.key.id } : {}),
    ...(event ? { EventIdentifier: event.key.id } : {}),
    ...(registration?.doc.LearnerName === undefined ? {} : { LearnerName: registration.doc.LearnerName }),
    Type: input.Type.trim(),
    Text: input.Text,
    At: toInstant(input.At) ?? context.at,
    // Who sits where changes; the report keeps where it was then.
    ...(seat === null ? {} : { Seat: seat }),
    ...(input.People === undefined || input.People.length === 0 ? {} : { People: input.People.map((person) => person.trim()) }),
    ReportedBy: context.actor.name,
    ReportedAt: context.at,
  }
  const site = event ? siteOf('incidents', incident, undefined, event.doc) : (registration?.site ?? null)
  return {
    changes: [{ key: { tenant: context.tenant, collection: 'incidents', id }, after: incident, site }],
    // A registration cannot be deleted while a report about it is being stored.
    touches: registration ? [registration.key] : [],
    answer: ([stored]) => incidentView(stored ?? incident),
  }
}

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
    ReportedAt: textOf(incident, 'ReportedAt'),
    LearnerName: textOf(incident, 'LearnerName'),
    Seat: textOf(incident, 'Seat'),
    People: textsOf(incident, 'People') ?? [],
    WithdrawnAt: textOf(incident, 'WithdrawnAt'),
    WithdrawnBy: textOf(incident, 'WithdrawnBy'),
    WithdrawnReason: textOf(incident, 'WithdrawnReason'),
  }
}
