/** What a row of a roster would do: which sitting, which person, and why not. */
import type { RegisterAtDeskInput } from '../../../src-shared/commands/register-at-desk.ts'
import type { ImportProblem, RosterImportResult, RosterImportRow } from '../../../src-shared/desk/door.ts'
import { closingOf } from '../commands/booking/closings.ts'
import { isCancelledEvent } from '../commands/booking/event-view.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { formOfCode } from '../commands/booking/load-form.ts'
import { isCancelled } from '../commands/booking/registration-view.ts'
import { holderName, seatHolder } from '../commands/booking/seats.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import { dayAt, instantAt, zoneOf } from '../commands/booking/time-zone.ts'
import type { Loaded } from '../commands/command.ts'
import { foldText } from '../store/fold-text.ts'
import { contentId } from '../commands/content-id.ts'
import type { DeskView } from './desk-view.ts'
import { findPerson } from './find-person.ts'
import { venueName } from './place.ts'
import { registrationIn } from './possible-duplicates.ts'

export interface ImportOf {
  /** The sitting of rows that name none. */
  event: string | null
  /** The form of rows that name none. */
  assessment: string | null
  /** What the file is called, kept with the accommodations that it brings. */
  source: string
}

export interface Plan {
  result: RosterImportResult
  /** What to run, where there is something to do. */
  input?: RegisterAtDeskInput
}

type Why = NonNullable<RosterImportResult['why']>

export async function planRow(view: DeskView, of: ImportOf, row: RosterImportRow): Promise<Plan> {
  const refused = (event: string | null, code: ImportProblem, detail: Record<string, string>, field?: keyof RosterImportRow): Plan => ({
    result: { row: row.row, outcome: 'refused', event, why: { code, detail, ...(field === undefined ? {} : { field }) } },
  })
  const sitting = await sittingOfRow(view, of, row)
  if ('code' in sitting) return refused(null, sitting.code, sitting.detail, sitting.field)
  const event = sitting.key.id
  if (isCancelledEvent(sitting.doc)) return refused(event, 'sitting-cancelled', {})
  const Assessment = row.assessment ?? of.assessment ?? ''
  if ((await formOfCode(view.reader, Assessment))?.published !== true) return refused(event, 'no-form', { code: Assessment }, 'assessment')

  await view.people.ready()
  const found = findPerson(view.people, view.tenant, row)
  if ('problem' in found) return refused(event, found.problem, found.detail, found.field)
  const learner = 'known' in found ? found.known.id : found.fresh.id
  const registration = contentId('registration', view.tenant, event, learner)
  if ((await registrationIn(view, learner, event)) !== null) return { result: { row: row.row, outcome: 'registered', event } }
  const closing = closingOf(sitting.doc, 'Sitting')
  if (closing) return refused(event, 'sitting-closed', { who: textOf(closing, 'ClosedBy') ?? '' })
  const earlier = await view.reader.get('bookingRegistrations', registration)
  if (earlier) return refused(event, isCancelled(earlier.doc) ? 'cancelled' : 'moved', {})
  const holder = await seatHolder(view.reader, sitting, row.seat, registration)
  if (holder) return refused(event, 'seat-taken', { seat: row.seat ?? '', who: holderName(holder) }, 'seat')
  return {
    result: { row: row.row, outcome: 'known' in found ? 'known' : 'new', event },
    input: {
      registration, Event: event, Assessment,
      ...('known' in found ? { Learner: learner } : { Person: found.fresh }),
      ...(row.registrant_type === undefined ? {} : { LearnerRegistrantType: row.registrant_type }),
      ...(row.seat === undefined ? {} : { Seat: row.seat }),
      ...(row.accommodations === undefined ? {} : { Accommodations: row.accommodations, Reason: of.source }),
    },
  }
}

async function sittingOfRow(view: DeskView, { event }: ImportOf, row: RosterImportRow): Promise<Loaded | Why> {
  const here = venueName(view.venue, view.site)
  if (row.venue !== undefined && ![view.site, here].some((name) => foldText(name) === foldText(row.venue ?? ''))) {
    return { code: 'other-venue', field: 'venue', detail: { venue: row.venue, here } }
  }
  const chosen = event === null ? undefined : await loadEvent(view.reader, event)
  if (chosen) return fitsChosen(view, chosen, row) ?? chosen
  const { sitting_day: day, sitting_time: time } = row
  if (day === undefined) return { code: 'no-sitting', field: 'sitting_day', detail: { when: '' } }
  const when = [day, time].filter((part) => part !== undefined).join(' ')
  const events = await view.events.on(view.site, [day])
  const there = events.filter((one) => time === undefined || sameStart(view, one, day, time))
  const standing = there.filter((one) => !isCancelledEvent(one))
  const [only = there[0]] = standing
  if (!only) return { code: 'no-sitting', field: 'sitting_day', detail: { when } }
  if (standing.length > 1) return { code: 'which-sitting', field: 'sitting_time', detail: { when } }
  return (await loadEvent(view.reader, String(only.id))) ?? { code: 'no-sitting', field: 'sitting_day', detail: { when } }
}

/** A row of another day or hour must not end up in the sitting that was chosen. */
function fitsChosen(view: DeskView, { doc }: Loaded, { sitting_day: day, sitting_time: time }: RosterImportRow): Why | undefined {
  const zone = zoneOf(doc, view.venue)
  const there = dayAt(textOf(doc, 'EventStart'), zone) ?? ''
  const fits = (day === undefined || day === there) && (time === undefined || sameStart(view, doc, day ?? there, time))
  return fits ? undefined : { code: 'other-sitting', field: 'sitting_day', detail: { when: [day, time].filter((part) => part !== undefined).join(' ') } }
}

function sameStart(view: DeskView, event: DeskView['venue'] & object, day: string, time: string): boolean {
  return Date.parse(instantAt(day, time, zoneOf(event, view.venue))) === Date.parse(textOf(event, 'EventStart') ?? '')
}
