/** The clock of a sitting stops: an alarm, an outage. One person does it, at once; going on takes two. */
import { stopClockInput, type StopClockInput } from '../../../../src-shared/commands/clock-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { clockView, eventCancelled, eventNotFound, stopsOf, withStop } from './clock-stops.ts'
import { isCancelledEvent } from './event-view.ts'
import { loadEvent } from './load-event.ts'

export const stopClock = defineCommand({
  name: 'stop-clock',
  input: stopClockInput,
  lane: ({ event }: StopClockInput) => `event/${event}`,
  load: (reader: GuardedReader, { event }: StopClockInput) => loadEvent(reader, event),
  decide(event: Loaded | undefined, input: StopClockInput, context: CommandContext): Decision {
    if (!event) return eventNotFound()
    if (isCancelledEvent(event.doc)) return eventCancelled()
    const open = stopsOf(event.doc).find(({ ended, only }) => ended === null && (only === null) === (input.Registrations === undefined))
    // Two desks that stop the clock for one alarm are both right: the overlap is given back once.
    if (open && !context.pushed && open.only === null) return refuseFor('clock-stands', { since: new Date(open.started).toISOString() }, { extra: { Stop: open.id } })
    const stop: Doc = {
      id: context.newId(), Kind: 'Stop', Reason: input.Reason.trim(), StartedAt: toInstant(input.At) ?? context.at, StartedBy: context.actor.name,
      ...(input.Registrations === undefined ? {} : { Registrations: input.Registrations }),
    }
    return { changes: [withStop(event, stop)], answer: ([stored]) => clockView(stored ?? event.doc) }
  },
})
