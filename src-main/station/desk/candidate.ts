/** One candidate as the desk sees them: who, what they are granted, where they sit, and what is not as it should be. */
import type { Candidate } from '../../../src-shared/desk.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import { loadRegistration, registrationNotFound, type LoadedRegistration } from '../commands/booking/load-registration.ts'
import { registeredAgainId } from '../commands/booking/register-again.ts'
import { isCancelled, isIn, registrationView } from '../commands/booking/registration-view.ts'
import { openBreak } from '../commands/booking/start-break.ts'
import { statusOfSheet } from '../commands/booking/sheet-view.ts'
import { docsOf, numberOf, textOf } from '../commands/booking/stored-values.ts'
import { loadDeskSettings } from '../commands/desk-settings/load-desk-settings.ts'
import type { Doc } from '../store/store.ts'
import { attachmentsOf } from './attachments.ts'
import { hasPassed } from './certificates.ts'
import { givenMinutes } from './clock.ts'
import type { DeskView } from './desk-view.ts'
import { venueName } from './place.ts'
import { rosterEntry } from './roster-entry.ts'
import { doubledIn, rowsOf, standings, type Stand } from './roster.ts'
import { suggestedSeat, type Suggestion } from './seats/seat-plan.ts'
import { sittingOf } from './sittings.ts'
import { registeredTwice } from './registered-twice.ts'
import { warningsOf } from './warnings.ts'

/** More sheets than this never belong to one candidate. */
const sheets_max = 1_000

export async function candidateOf(view: DeskView, id: string): Promise<Candidate | Refusal> {
  const found = await loadRegistration(view.reader, id)
  if (!found) return registrationNotFound()
  if (!found.event) return refuseFor('event-elsewhere', {})
  const { registration, event, form } = found
  const learner = textOf(registration.doc, 'Learner')
  const contact = learner === null ? undefined : (await view.reader.get('contacts', learner))?.doc
  const shown = registrationView(registration.doc, { event: event.doc, form })
  // A registration made for a second station's event is shown at the one that headquarters kept.
  const entry = { ...rosterEntry(registration.doc, contact), event: event.key.id }
  const stand = standings(view, [event.doc], false)
  const [row] = await rowsOf(view, [entry], [event.doc], stand, await doubledIn(view, [event.doc]))
  const sitting = await sittingOf(view, event.doc)
  const venue = textOf(event.doc, 'EventVenue')
  const suggestion = shown.Seat === null ? await suggestionFor(view, event.key.id, id) : { seat: null, why: null }
  return {
    ...(row ?? refuseToMiss()),
    email: shown.LearnerEmail,
    learner_id: learner ?? '',
    registrant_type: shown.LearnerRegistrantType,
    assessment: shown.Assessment === null ? null : { code: shown.Assessment, name: textOf(form, 'name') ?? shown.Assessment },
    event: sitting,
    venue_name: venue === null ? venueName(view.venue, view.site) : venueName(found.venue?.doc, venue),
    accommodation_details: accommodationDetails(registration.doc),
    ends_at: shown.EndsAt ?? sitting.end,
    given_minutes: givenMinutes(registration.doc, event.doc, form),
    on_break_since: textOf(openBreak(registration.doc), 'StartedAt'),
    identity_checks: shown.IdentityChecks,
    checked_in_by: shown.CheckedInBy,
    checked_in_desk: textOf(registration.doc, 'CheckedInDesk'),
    from_paper: fromPaper(registration.doc),
    warnings: [...warningsOf(view, found, entry.attendance), ...(await registeredTwice(view, found))],
    doubles: await doublesOf(view, event.key.id, id, stand),
    registered_again: await registeredAgain(view, found),
    instead_of: insteadOf(registration.doc),
    suggested_seat: suggestion.seat,
    no_seat_because: suggestion.why,
    sheets: await sheetsOf(view, id),
    locker: textOf(registration.doc, 'Locker'),
    ...(await attachmentsOf(view, id)),
    settings: await loadDeskSettings(view.reader, venue),
    waiting_since: waitingSince(view, found),
    exam_registration_id: shown.ExamRegistration,
    passed: await hasPassed(view, registration.doc),
  }
}

async function registeredAgain({ reader, tenant }: DeskView, { registration: { key, doc } }: LoadedRegistration): Promise<string | null> {
  if (!isCancelled(doc)) return null
  return (await reader.get('bookingRegistrations', registeredAgainId(tenant, key.id)))?.key.id ?? null
}

function insteadOf({ RegisteredAgain }: Doc): Candidate['instead_of'] {
  if (typeof RegisteredAgain !== 'object' || RegisteredAgain === null) return null
  const noted = RegisteredAgain as Doc
  return { registration: textOf(noted, 'Registration') ?? '', reason: textOf(noted, 'Reason') ?? '', by: textOf(noted, 'By') ?? '', at: textOf(noted, 'At') ?? '' }
}

/** Others of the sitting who may be the same person. */
async function doublesOf({ rosters }: DeskView, event: string, id: string, stand: Stand): Promise<Candidate['doubles']> {
  const others = (await rosters.doubles(event)).of(id)
  return others.map((entry) => ({ registration: entry.id, name: entry.name, code: entry.code, seat: entry.seat, state: stand(entry), checked_in_at: entry.checked_in_at }))
}

/** Where the admission that stands was written by hand first. */
function fromPaper(registration: Doc): Candidate['from_paper'] {
  const admission = isIn(registration) ? docsOf(registration, 'CheckInHistory').findLast(({ Kind }) => Kind === 'CheckIn' || Kind === 'Override') : undefined
  return admission?.FromPaper === true ? { at: textOf(admission, 'RecordedAt') ?? '', by: textOf(admission, 'By') ?? '' } : null
}

function refuseToMiss(): never {
  throw new Error('A candidate without a row')
}

function accommodationDetails(registration: Doc): Candidate['accommodation_details'] {
  return docsOf(registration, 'Accommodations').map((element) => ({
    type: textOf(element, 'Type') ?? '',
    name: textOf(element, 'Name'),
    minutes: numberOf(element, 'TimeExtension') ?? 0,
    granted_by: textOf(element, 'GrantedBy'),
    granted_at: textOf(element, 'GrantedAt'),
    signed_by: textOf(element, 'SignedBy'),
    reason: textOf(element, 'Reason'),
    reference: textOf(element, 'Reference'),
  }))
}

/** By the rules of the rooms, where the venue has some. */
async function suggestionFor(view: DeskView, event: string, id: string): Promise<Suggestion> {
  return (await suggestedSeat(view, event, id)) ?? { seat: await freeSeat(view, event), why: null }
}

/** The smallest number that nobody who is not cancelled sits on: "01", "02", … */
async function freeSeat({ rosters }: DeskView, event: string): Promise<string> {
  const taken = new Set<number>()
  for (const { seat, attendance } of await rosters.of(event)) {
    if (seat !== null && attendance !== 'cancelled' && /^\d{1,9}$/.test(seat)) taken.add(Number(seat))
  }
  let free = 1
  while (taken.has(free)) free++
  return String(free).padStart(2, '0')
}

/** Codes of the sheets that are still out. */
async function sheetsOf({ reader }: DeskView, registration: string): Promise<string[]> {
  const sheets = await reader.query({ collection: 'scrapSheets', where: [{ field: 'RegistrationIdentifier', eq: registration }], limit: sheets_max })
  return sheets.filter(({ doc }) => statusOfSheet(doc) === 'Issued').map(({ key }) => key.id)
}

function waitingSince({ store }: DeskView, { registration: { key } }: LoadedRegistration): string | null {
  return store.outbox.waitingOn([key]).get(`${key.collection}/${key.id}`) ?? null
}
