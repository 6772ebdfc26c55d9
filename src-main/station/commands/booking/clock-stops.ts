/** The stops of a sitting's clock as its event keeps them: `ClockStops`, one element each, told apart by id so that two desks' are both kept. */
import type { EventClock } from '../../../../src-shared/commands/clock-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import type { CommandContext, Loaded, RecordChange } from '../command.ts'
import { docsOf, numberOf, textOf, textsOf } from './stored-values.ts'

/** One stop, or one gift of minutes. Times are milliseconds since 1970. */
export interface ClockStop {
  id: string
  kind: 'Stop' | 'Give'
  started: number
  /** Null while the clock stands. */
  ended: number | null
  minutes: number
  /** Null: everyone. */
  only: ReadonlySet<string> | null
}

/** What counts: not what was undone, in the order in which it happened. */
export function stopsOf(event: Doc | undefined): ClockStop[] {
  const stops = docsOf(event, 'ClockStops').filter((stop) => textOf(stop, 'UndoneAt') === null)
  return stops.map(toStop).filter(({ started }) => !Number.isNaN(started)).sort((one, other) => one.started - other.started || (one.id < other.id ? -1 : 1))
}

function toStop(stop: Doc): ClockStop {
  const ended = Date.parse(textOf(stop, 'EndedAt') ?? '')
  const only = textsOf(stop, 'Registrations')
  return {
    id: String(stop.id), kind: stop.Kind === 'Give' ? 'Give' : 'Stop',
    started: Date.parse(textOf(stop, 'StartedAt') ?? ''),
    ended: Number.isNaN(ended) ? null : ended,
    minutes: numberOf(stop, 'Minutes') ?? 0,
    only: only ? new Set(only) : null,
  }
}

/** The stored element of that id. */
export function findStop(event: Doc | undefined, id: string): Doc | undefined {
  return docsOf(event, 'ClockStops').find((stop) => stop.id === id)
}

/** The change that puts an element into the event, in its place where it is there. */
export function withStop({ key, doc, site }: Loaded, stop: Doc): RecordChange {
  const stops = docsOf(doc, 'ClockStops')
  const ClockStops = stops.some(({ id }) => id === stop.id) ? stops.map((other) => (other.id === stop.id ? stop : other)) : [...stops, stop]
  return { key, before: doc, after: { ...doc, ClockStops }, site }
}

/** The answer of a command about the clock. */
export function clockView(event: Doc): EventClock {
  return {
    EventIdentifier: String(event.id),
    Stops: docsOf(event, 'ClockStops').map(({ id, ...stop }) => ({ Identifier: String(id), ...stop }) as EventClock['Stops'][number]),
  }
}

/** Two people sign, and they are two. */
export function checkSecond(second: { id: string } | undefined, { actor }: CommandContext): Refusal | undefined {
  return second?.id === actor.id ? refuseFor('same-person', {}) : undefined
}

export const eventNotFound = () => refuseFor('event-unknown', {})
export const eventCancelled = () => refuseFor('event-cancelled', {})
export const stopNotFound = () => refuseFor('stop-unknown', {})
