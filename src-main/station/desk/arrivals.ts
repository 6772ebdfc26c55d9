/** How a sitting fills: who is in by when, against who is expected. */
import type { Arrivals } from '../../../src-shared/desk/arrivals.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { arrival_part_minutes, arrivals_after_minutes, arrivals_before_minutes } from '../../../src-shared/limits.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import { loadEvent } from '../commands/booking/load-event.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import { zoneOf } from '../commands/booking/time-zone.ts'
import type { DeskView } from './desk-view.ts'

const minute_ms = 60_000

export async function arrivalsAt(view: DeskView, id: string): Promise<Arrivals | Refusal> {
  const event = await loadEvent(view.reader, id)
  if (!event) return refuseFor('event-unknown', {})
  const entries = await view.rosters.of(event.key.id)
  const start = textOf(event.doc, 'EventStart') ?? ''
  const times = entries.flatMap(({ attendance, checked_in_at }) => (attendance === 'in' || attendance === 'late' ? [Date.parse(checked_in_at ?? '')] : [])).filter((at) => !Number.isNaN(at))
  return {
    event: event.key.id, start, time_zone: zoneOf(event.doc, view.venue),
    expected: entries.filter(({ attendance }) => attendance !== 'cancelled').length,
    points: pointsOf(times.sort((one, other) => one - other), Date.parse(start), Date.parse(view.now)),
  }
}

/** One point a part, from before the start to now or to the end of what is shown; the earlier ones are in the first. */
function pointsOf(times: readonly number[], start: number, now: number): Arrivals['points'] {
  const points: Arrivals['points'] = []
  if (Number.isNaN(start)) return points
  const last = Math.min(now, start + arrivals_after_minutes * minute_ms)
  const part = arrival_part_minutes * minute_ms
  let counted = 0
  for (let at = start - arrivals_before_minutes * minute_ms; at < last + part; at += part) {
    const until = Math.min(at, last)
    while (counted < times.length && (times[counted] ?? 0) <= until) counted++
    points.push({ at: new Date(until).toISOString(), in: counted })
  }
  return points
}
