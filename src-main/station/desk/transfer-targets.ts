/** Where a registration can go, and which forms a newcomer can sit. */
import type { FormChoice, TransferTargets } from '../../../src-shared/desk/door.ts'
import { page_rows_max, transfer_days_ahead } from '../../../src-shared/limits.ts'
import { closingOf } from '../commands/booking/closings.ts'
import { isCancelledEvent } from '../commands/booking/event-view.ts'
import { countRegistrations } from '../commands/booking/load-event.ts'
import { numberOf, textOf } from '../commands/booking/stored-values.ts'
import { zoneOf } from '../commands/booking/time-zone.ts'
import type { Doc } from '../store/store.ts'
import type { DeskView } from './desk-view.ts'
import { venueName } from './place.ts'
import { titleOfEvent } from './sittings.ts'
import { nextDay } from './venue-day.ts'

export async function transferTargets(view: DeskView, from: string): Promise<TransferTargets> {
  const days = [view.today]
  while (days.length <= transfer_days_ahead) days.push(nextDay(days.at(-1) ?? view.today))
  const events = (await view.events.on(view.site, days)).filter((event) => event.id !== from && !isCancelledEvent(event) && !closingOf(event, 'Sitting'))
  const sittings = []
  for (const event of events) {
    sittings.push({
      id: String(event.id), title: await titleOfEvent(view, event), start: textOf(event, 'EventStart') ?? '', time_zone: zoneOf(event, view.venue),
      exam_type: textOf(event, 'EventExamType') ?? '', left: await placesLeft(view, event),
    })
  }
  const venues = await view.reader.query({ collection: 'venues', where: [], limit: page_rows_max })
  const named = venues.map(({ key, doc }) => ({ id: key.id, name: venueName(doc, key.id), here: key.id === view.site }))
  return { sittings, venues: named.sort((one, other) => Number(other.here) - Number(one.here) || one.name.localeCompare(other.name)) }
}

/** Null where there is no limit. */
export async function placesLeft({ reader }: Pick<DeskView, 'reader'>, event: Doc): Promise<number | null> {
  const limit = numberOf(event, 'RegistrationLimit')
  return limit === null ? null : Math.max(0, limit - (await countRegistrations(reader, String(event.id))))
}

/** Published forms; those that candidates of the sitting sit come first. */
export async function formChoices(view: DeskView, event: string | undefined): Promise<{ forms: FormChoice[] }> {
  const used = event === undefined ? [] : (await view.rosters.summary(event)).assessments
  const all = await view.reader.query({ collection: 'assessmentForms', where: [], limit: page_rows_max })
  const published = all.filter(({ doc }) => doc.published === true && textOf(doc, 'code') !== null)
  const forms = published.map(({ doc }) => ({ code: textOf(doc, 'code') ?? '', name: textOf(doc, 'name') ?? '', used: used.includes(textOf(doc, 'code') ?? '') }))
  return { forms: forms.sort((one, other) => Number(other.used) - Number(one.used) || one.code.localeCompare(other.code)) }
}
