/** Minutes are given back without the clock having been stopped here: two people sign. */
import { giveTimeInput, type GiveTimeInput } from '../../../../src-shared/commands/clock-commands.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { checkSecond, clockView, eventCancelled, eventNotFound, withStop } from './clock-stops.ts'
import { isCancelledEvent } from './event-view.ts'
import { loadEvent } from './load-event.ts'

export const giveTime = defineCommand({
  name: 'give-time',
  input: giveTimeInput,
  lane: ({ event }: GiveTimeInput) => `event/${event}`,
  load: (reader: GuardedReader, { event }: GiveTimeInput) => loadEvent(reader, event),
  decide(event: Loaded | undefined, input: GiveTimeInput, context: CommandContext): Decision {
    if (!event) return eventNotFound()
    if (isCancelledEvent(event.doc)) return eventCancelled()
    const unsigned = checkSecond(input.second, context)
    if (unsigned) return unsigned
    const at = toInstant(input.At) ?? context.at
    const by = context.actor.name
    const given: Doc = {
      id: context.newId(), Kind: 'Give', Reason: input.Reason.trim(), StartedAt: at, StartedBy: by, EndedAt: at, EndedBy: by, Minutes: input.Minutes,
      ...(input.Registrations === undefined ? {} : { Registrations: input.Registrations }),
      ...(input.second === undefined ? {} : { SignedBy: input.second.name }),
    }
    return { changes: [withStop(event, given)], signedBy: input.second, answer: ([stored]) => clockView(stored ?? event.doc) }
  },
})
