/** The sittings of a day at this site, each with its counts. */
import type { Sitting, SittingsOfDay } from '../../../src-shared/desk.ts'
import { closingOf } from '../commands/booking/closings.ts'
import { durationOf, isCancelledEvent } from '../commands/booking/event-view.ts'
import { formOfCode } from '../commands/booking/load-form.ts'
import { numberOf, textOf } from '../commands/booking/stored-values.ts'
import { zoneOf } from '../commands/booking/time-zone.ts'
import type { Doc } from '../store/store.ts'
import { closedBy } from './closed-by.ts'
import type { DeskView } from './desk-view.ts'
import { venueName, venueOf } from './place.ts'

const minute_ms = 60_000

export async function sittingsOfDay(view: DeskView, date = view.today): Promise<SittingsOfDay> {
  const sittings: Sitting[] = []
  for (const event of await view.events.on(view.site, [date])) sittings.push(await sittingOf(view, event))
  return { date, today: view.today, time_zone: view.zone, venue: { id: view.site, name: venueName(view.venue, view.site) }, sittings }
}

/** One event as the desk shows it, at whatever venue it is. */
export async function sittingOf(view: DeskView, event: Doc): Promise<Sitting> {
  const { counts } = await view.rosters.summary(String(event.id))
  const venue = textOf(event, 'EventVenue')
  const forms = await formsOf(view, event)
  const start = textOf(event, 'EventStart') ?? ''
  const duration = durationOf(event, longest(forms))
  const closing = closingOf(event, 'Sitting')
  return {
    id: String(event.id),
    title: titleOf(event, forms),
    exam_type: textOf(event, 'EventExamType') ?? '',
    exam_format: textOf(event, 'EventExamFormat') ?? '',
    start,
    end: later(start, duration),
    time_zone: zoneOf(event, venue === view.site || venue === null ? view.venue : await venueOf(view.store, view.tenant, venue)),
    duration_minutes: duration,
    status: isCancelledEvent(event) ? 'Cancelled' : 'Scheduled',
    cancellation_reason: textOf(event, 'CancellationReason'),
    limit: numberOf(event, 'RegistrationLimit'),
    counts: { ...counts },
    doubles: (await view.rosters.doubles(String(event.id))).all.size,
    closed: closing ? closedBy(closing) : null,
  }
}

/** The assessment's name where all candidates sit the same one, else the exam type. */
export async function titleOfEvent(view: DeskView, event: Doc): Promise<string> {
  return titleOf(event, await formsOf(view, event))
}

function titleOf(event: Doc, forms: readonly Doc[]): string {
  const [form, other] = forms
  return (form && !other ? textOf(form, 'name') : null) ?? textOf(event, 'EventExamType') ?? textOf(event, 'EventExamFormat') ?? String(event.id)
}

/** The assessment forms of the candidates who are not cancelled. */
async function formsOf({ reader, rosters }: DeskView, event: Doc): Promise<Doc[]> {
  const { assessments } = await rosters.summary(String(event.id))
  const forms = await Promise.all(assessments.map((code) => formOfCode(reader, code)))
  return forms.filter((form) => form !== undefined)
}

/** An event that does not say how long it is lasts as long as its longest form. */
function longest(forms: readonly Doc[]): Doc | undefined {
  return forms.toSorted((one, other) => (numberOf(other, 'duration_minutes') ?? 0) - (numberOf(one, 'duration_minutes') ?? 0))[0]
}

function later(start: string, minutes: number): string {
  const end = new Date(Date.parse(start) + minutes * minute_ms)
  return Number.isNaN(end.getTime()) ? start : end.toISOString()
}
