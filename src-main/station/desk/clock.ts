/** The clock of one sitting: when each candidate's own time is up, who is on a break, and what was given back. */
import type { Clock, ClockRow, ClockStopView } from '../../../src-shared/desk/clock.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import { stopsOf, type ClockStop } from '../commands/booking/clock-stops.ts'
import { breaksOf, clockAt, givenBack } from '../commands/booking/clock-time.ts'
import { durationOf } from '../commands/booking/event-view.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { formOfCode } from '../commands/booking/load-form.ts'
import { extraMinutes } from '../commands/booking/registration-view.ts'
import { docsOf, numberOf, textOf, textsOf } from '../commands/booking/stored-values.ts'
import type { Doc } from '../store/store.ts'
import type { DeskView } from './desk-view.ts'
import type { RosterEntry } from './roster-entry.ts'
import { sittingOf } from './sittings.ts'

const minute_ms = 60_000

export async function clockOf(view: DeskView, id: string): Promise<Clock | Refusal> {
  const event = await loadEvent(view.reader, id)
  if (!event) return refuseFor('event-unknown', {})
  const entries = await view.rosters.of(event.key.id)
  const inside = entries.filter(({ attendance }) => attendance === 'in' || attendance === 'late')
  const { outbox } = view.store
  const waiting = outbox.waitingOn([event.key, ...inside.map((entry) => ({ tenant: view.tenant, collection: 'bookingRegistrations' as const, id: entry.id }))])
  const durations = await durationsOf(view, event.doc, inside)
  const stops = stopsOf(event.doc)
  return {
    event: await sittingOf(view, event.doc),
    now: view.now,
    rows: inside.flatMap((entry) => rowOf(view, event.doc, entry, { minutes: durations.get(entry.assessment) ?? 0, stops, waiting: waiting.has(`bookingRegistrations/${entry.id}`) })),
    to_come: entries.filter(({ attendance }) => attendance === 'expected').length,
    stops: docsOf(event.doc, 'ClockStops').map(stopView).sort((one, other) => (one.started_at < other.started_at ? 1 : -1)),
    waiting: waiting.has(`bookingEvents/${event.key.id}`),
  }
}

/** Minutes without extensions, by assessment: each form is read once. */
async function durationsOf({ reader }: DeskView, event: Doc, entries: readonly RosterEntry[]): Promise<Map<string | null, number>> {
  const codes = [...new Set(entries.map(({ assessment }) => assessment))]
  return new Map(await Promise.all(codes.map(async (code) => [code, durationOf(event, await formOfCode(reader, code))] as const)))
}

interface Facts {
  minutes: number
  stops: readonly ClockStop[]
  waiting: boolean
}

/** Nothing where the event does not say when it starts. */
function rowOf(view: DeskView, event: Doc, entry: RosterEntry, { minutes, stops, waiting }: Facts): ClockRow[] {
  const start = Date.parse(textOf(event, 'EventStart') ?? '')
  const end = start + (minutes + entry.extra_minutes) * minute_ms
  const now = Date.parse(view.now)
  if (Number.isNaN(new Date(end).getTime())) return []
  const clock = clockAt(now, { registration: entry.id, start, end, breaks: entry.breaks, stops })
  const { standing } = clock
  return [{
    id: entry.id, name: entry.name, sort_name: entry.sort_name, code: entry.code, seat: entry.seat,
    accommodations: entry.accommodations, extra_minutes: entry.extra_minutes,
    given_minutes: Math.round(clock.given / minute_ms),
    ends_at: new Date(end + clock.given).toISOString(),
    clock_ends_at: new Date(now + clock.left).toISOString(),
    break_minutes: Math.floor(clock.away / minute_ms),
    standing: standing && { kind: standing.kind, since: new Date(standing.since).toISOString(), left_ms: clock.left },
    on_break: entry.breaks.some(([, to]) => to === Number.POSITIVE_INFINITY),
    waiting,
  }]
}

function stopView(stop: Doc): ClockStopView {
  return {
    id: String(stop.id), kind: stop.Kind === 'Give' ? 'give' : 'stop',
    reason: textOf(stop, 'Reason') ?? '',
    started_at: textOf(stop, 'StartedAt') ?? '', started_by: textOf(stop, 'StartedBy') ?? '',
    ended_at: textOf(stop, 'EndedAt'), ended_by: textOf(stop, 'EndedBy'), signed_by: textOf(stop, 'SignedBy'),
    minutes: numberOf(stop, 'Minutes'), only: textsOf(stop, 'Registrations')?.length ?? null,
    undone_at: textOf(stop, 'UndoneAt'), undone_by: textOf(stop, 'UndoneBy'), undone_reason: textOf(stop, 'UndoneReason'),
  }
}

/** Minutes that alarms and outages gave back to one candidate. */
export function givenMinutes(registration: Doc, event: Doc, form: Doc | undefined): number {
  const start = Date.parse(textOf(event, 'EventStart') ?? '')
  const end = start + (durationOf(event, form) + extraMinutes(registration)) * minute_ms
  return Math.round(givenBack({ registration: String(registration.id), start, end, stops: stopsOf(event), breaks: breaksOf(registration) }).given / minute_ms)
}
