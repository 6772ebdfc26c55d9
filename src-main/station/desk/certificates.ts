/** Who passed in one sitting, with what a certificate of it may say: only what the records hold. */
import type { Certificate, Certificates, IssuedCertification } from '../../../src-shared/desk/certificates.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { numberOf, textOf } from '../commands/booking/stored-values.ts'
import type { Loaded } from '../commands/command.ts'
import { renderHtml } from '../commands/templates/render-template.ts'
import type { Doc } from '../store/store.ts'
import { byField, byIds } from './by-ids.ts'
import type { DeskView } from './desk-view.ts'
import { venueName } from './place.ts'
import type { RosterEntry } from './roster-entry.ts'
import { byOrder } from './scores.ts'
import { sittingOf } from './sittings.ts'

interface Passed {
  entry: RosterEntry
  exam: Loaded
  certification: Doc | undefined
}

export async function certificatesOf(view: DeskView, id: string): Promise<Certificates | Refusal> {
  const event = await loadEvent(view.reader, id)
  if (!event) return refuseFor('event-unknown', {})
  const passed = await passedIn(view, event.key.id)
  const exams = await byIds(view, 'exams', idsIn(passed.map(({ exam }) => exam.doc), 'exam_id'))
  const places = await byIds(view, 'testingFacilities', idsIn(passed.map(({ exam }) => exam.doc), 'testing_facility_id'))
  const programs = await byIds(view, 'programs', idsIn(passed.flatMap(({ certification }) => (certification ? [certification] : [])), 'program_id'))
  const waiting = view.store.outbox.waitingOn(passed.map(({ exam }) => exam.key))
  const venue = textOf(event.doc, 'EventVenue') ?? view.site
  const here = venueName(venue === view.site ? view.venue : (await view.reader.get('venues', venue))?.doc, venue)
  const start = textOf(event.doc, 'EventStart') ?? ''
  return {
    event: await sittingOf(view, event.doc),
    passed: passed.map(({ entry, exam: { key, doc }, certification }): Certificate => withOwnText(certification, programs, {
      registration: entry.id, sort_name: entry.sort_name, code: entry.code,
      name: textOf(certification, 'name_to_be_printed_on_certificate') ?? textOf(doc, 'name') ?? entry.name,
      exam: textOf(exams.get(textOf(doc, 'exam_id') ?? '')?.doc, 'name'),
      date: textOf(doc, 'exam_date') ?? start,
      number: numberOf(doc, 'number'),
      venue: textOf(places.get(textOf(doc, 'testing_facility_id') ?? '')?.doc, 'name') ?? here,
      certification: certification ? issued(certification, programs) : null,
      own: null,
      waiting: waiting.has(`${key.collection}/${key.id}`),
    })),
  }
}

/** A text that cannot be used any more leaves the usual page. */
function withOwnText(certification: Doc | undefined, programs: ReadonlyMap<string, Loaded>, certificate: Certificate): Certificate {
  const program = programs.get(textOf(certification, 'program_id') ?? '')?.doc
  const template = textOf(program, 'certificate_template')
  if (!certification || template === null) return certificate
  const { name, exam, date, venue, number } = certificate
  const made = renderHtml(template, { ...certification, name, subject_name: program?.name, exam_name: exam, exam_date: date, venue_name: venue, registration_number: number }, 'certificate_template')
  return isRefusal(made) ? certificate : { ...certificate, own: made }
}

/** Whether a certificate can be printed for this registration. */
export async function hasPassed({ reader }: Pick<DeskView, 'reader'>, booking: Doc): Promise<boolean> {
  const exam = textOf(booking, 'ExamRegistration')
  return exam !== null && isPassed((await reader.get('examRegistrations', exam))?.doc)
}

function isPassed(examRegistration: Doc | undefined): boolean {
  return examRegistration?.status === 'passed'
}

/** By name. */
async function passedIn(view: DeskView, event: string): Promise<Passed[]> {
  const entries = (await view.rosters.of(event)).filter(({ attendance }) => attendance !== 'cancelled')
  const bookings = await byIds(view, 'bookingRegistrations', entries.map((entry) => entry.id))
  const exams = await byIds(view, 'examRegistrations', idsIn([...bookings.values()].map(({ doc }) => doc), 'ExamRegistration'))
  const passed = entries.toSorted(byOrder).flatMap((entry) => {
    const exam = exams.get(textOf(bookings.get(entry.id)?.doc, 'ExamRegistration') ?? '')
    return exam && isPassed(exam.doc) ? [{ entry, exam }] : []
  })
  const held = await certificationsOf(view, passed.map(({ exam }) => exam.doc))
  return passed.map(({ entry, exam }) => ({ entry, exam, certification: held.get(holding(textOf(exam.doc, 'student_id'), textOf(exam.doc, 'application_id'))) }))
}

/** Active certifications of these people, by person and application: a person may hold others, of which this exam says nothing. */
async function certificationsOf(view: DeskView, exams: readonly Doc[]): Promise<Map<string, Doc>> {
  const active = (await byField(view, 'certifications', 'contact_id', idsIn(exams, 'student_id'))).filter(({ doc }) => doc.status === 'active' && textOf(doc, 'last_application_id') !== null)
  // Where there are two, the first one counts.
  return new Map(active.toReversed().map(({ doc }) => [holding(textOf(doc, 'contact_id'), textOf(doc, 'last_application_id')), doc]))
}

const holding = (person: string | null, application: string | null) => JSON.stringify([person, application])

function issued(certification: Doc, programs: ReadonlyMap<string, Loaded>): IssuedCertification {
  return {
    program: textOf(programs.get(textOf(certification, 'program_id') ?? '')?.doc, 'name'),
    number: numberOf(certification, 'number'),
    date: textOf(certification, 'certification_date'),
    expires: textOf(certification, 'expiration_date'),
  }
}

function idsIn(docs: readonly Doc[], field: string): string[] {
  return [...new Set(docs.flatMap((doc) => textOf(doc, field) ?? []))]
}
