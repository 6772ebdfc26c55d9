/** The incidents of one sitting, and whom a new report may be about. */
import type { Incident, IncidentPerson, Incidents } from '../../../src-shared/desk/incidents.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import { incidentsOf } from '../commands/booking/incidents-of.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { incidentView } from '../commands/booking/report-incident.ts'
import type { Loaded } from '../commands/command.ts'
import { incidentPhotos } from './attachments.ts'
import type { DeskView } from './desk-view.ts'
import { venueName } from './place.ts'
import type { RosterEntry } from './roster-entry.ts'
import { sittingOf } from './sittings.ts'

export async function incidentsAt(view: DeskView, id: string): Promise<Incidents | Refusal> {
  const event = await loadEvent(view.reader, id)
  if (!event) return refuseFor('event-unknown', {})
  const [entries, found] = await Promise.all([view.rosters.of(event.key.id), incidentsOf(view.reader, event.key.id)])
  const waiting = view.store.outbox.waitingOn(found.map(({ key }) => key))
  const photos = await incidentPhotos(view, found.map(({ key }) => key.id))
  const onRoster = new Map(entries.map((entry) => [entry.id, entry]))
  return {
    event: await sittingOf(view, event.doc),
    site: venueName(view.venue, view.site),
    incidents: found.map((incident) => ({ ...shown(incident, onRoster), photos: photos.get(incident.key.id) ?? [], waiting: waiting.has(`incidents/${incident.key.id}`) })),
    people: entries.filter(({ attendance }) => attendance !== 'cancelled').toSorted(byName).map(personOf),
  }
}

function shown({ doc }: Loaded, onRoster: ReadonlyMap<string, RosterEntry>): Omit<Incident, 'photos' | 'waiting'> {
  const incident = incidentView(doc)
  const registration = incident.RegistrationIdentifier
  const entry = registration === null ? undefined : onRoster.get(registration)
  return {
    id: incident.IncidentIdentifier, type: incident.Type, text: incident.Text, at: incident.At ?? '',
    registration, name: entry?.name ?? incident.LearnerName, code: entry?.code ?? null, seat: incident.Seat, people: incident.People,
    reported_by: incident.ReportedBy, reported_at: incident.ReportedAt,
    withdrawn_at: incident.WithdrawnAt, withdrawn_by: incident.WithdrawnBy, withdrawn_reason: incident.WithdrawnReason,
  }
}

function personOf({ id, name, sort_name, code, seat }: RosterEntry): IncidentPerson {
  return { id, name, sort_name, code, seat }
}

function byName({ search: one }: RosterEntry, { search: other }: RosterEntry): number {
  return one.order < other.order ? -1 : Number(one.order > other.order)
}
