/**
 * The clock of one candidate. Time given back moves the end (and EndsAt); a break only stops the clock while it lasts,
 * which is shown and moves nothing that the API answers. Pure. All times are milliseconds since 1970.
 */
import type { Doc } from '../../store/store.ts'
import type { ClockStop } from './clock-stops.ts'
import { docsOf, textOf } from './stored-values.ts'

const minute_ms = 60_000

/** From, to; `to` is infinite while it lasts. */
export type Span = readonly [from: number, to: number]

export interface ClockFacts {
  registration: string
  start: number
  /** Start, duration and extensions. */
  end: number
  breaks: readonly Span[]
  stops: readonly ClockStop[]
}

export interface CandidateClock {
  /** Milliseconds given back. */
  given: number
  /** Milliseconds until the time is up; they stay the same while the clock stands. */
  left: number
  /** Milliseconds on breaks that were not given back by a stop. */
  away: number
  standing: { kind: 'break' | 'stop'; since: number } | null
}

/** The breaks of a registration that were not undone, by start. */
export function breaksOf(registration: Doc): Span[] {
  const breaks = docsOf(registration, 'Breaks').filter((element) => textOf(element, 'UndoneAt') === null)
  const spans = breaks.map((element): Span => {
    const ended = textOf(element, 'EndedAt')
    return [Date.parse(textOf(element, 'StartedAt') ?? ''), ended === null ? Number.POSITIVE_INFINITY : Date.parse(ended)]
  })
  return spans.filter(([from, to]) => !Number.isNaN(from) && !Number.isNaN(to)).sort(([one], [other]) => one - other)
}

/** What is given back to this candidate, in milliseconds, and the stops that it comes from. */
export function givenBack(facts: ClockFacts): { given: number; counted: Span[] } {
  const counted: Span[] = []
  let given = 0
  for (const stop of facts.stops) {
    if (stop.ended === null || !concerns(stop, facts, given, counted)) continue
    if (stop.kind === 'Give') {
      given += stop.minutes * minute_ms
      continue
    }
    // Two desks may each have stopped the clock for the same alarm: what both gave is given once.
    const twice = lengthOf(overlaps([stop.started, stop.ended], counted))
    given += Math.max(0, Math.ceil((stop.minutes * minute_ms - twice) / minute_ms)) * minute_ms
    counted.push([stop.started, stop.ended])
  }
  return { given, counted }
}

/** Those who are named, else whoever still had time when it began. */
function concerns({ only, started }: ClockStop, facts: ClockFacts, given: number, counted: readonly Span[]): boolean {
  if (only) return only.has(facts.registration)
  return started < facts.end + given + pausedUntil(started, facts, given, counted)
}

/** Milliseconds of breaks up to a moment that no stop gave back already. A break after the time was up stops nothing. */
function pausedUntil(moment: number, { start, end, breaks }: ClockFacts, given: number, counted: readonly Span[]): number {
  let paused = 0
  let reached = start
  for (const [from, to] of breaks) {
    const first = Math.max(from, reached)
    if (first >= moment || first >= end + given + paused) break
    const last = Math.min(to, moment)
    if (last <= first) continue
    paused += last - first - lengthOf(overlaps([first, last], counted))
    reached = last
  }
  return paused
}

/** How a candidate's clock is at a moment. */
export function clockAt(now: number, facts: ClockFacts): CandidateClock {
  const { given, counted } = givenBack(facts)
  const away = pausedUntil(now, facts, given, counted)
  const end = facts.end + given
  const open = facts.stops.find((stop) => stop.ended === null && stop.started <= now && now >= facts.start && concerns(stop, facts, given, counted))
  const standing = open && { kind: 'stop' as const, since: Math.max(open.started, facts.start) }
  const stood = pausedUntil(now, { ...facts, breaks: merged([...facts.breaks, ...(standing ? [[standing.since, Number.POSITIVE_INFINITY] as const] : [])]) }, given, counted)
  const left = end + stood - now
  const out = facts.breaks.find(([from, to]) => from <= now && to > now)
  const since = out && Math.max(out[0], facts.start)
  const onBreak = since !== undefined && now >= facts.start && left > 0 ? { kind: 'break' as const, since } : null
  return { given, left, away, standing: standing ?? onBreak }
}

/** The same time as spans that do not overlap, in order. */
function merged(spans: readonly Span[]): Span[] {
  const result: [number, number][] = []
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
    const last = result.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else result.push([from, to])
  }
  return result
}

/** What of a span lies in others. */
function overlaps([from, to]: Span, others: readonly Span[]): Span[] {
  return merged(others).map(([a, b]): Span => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => b > a)
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [from, to]) => sum + to - from, 0)
}
