/** A stop, or time given back, is undone with a reason; it stays in the event with who, when and why. */
import { undoTimeInput, type UndoTimeInput } from '../../../../src-shared/commands/clock-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { checkSecond, clockView, eventNotFound, findStop, stopNotFound, withStop } from './clock-stops.ts'
import { loadEvent } from './load-event.ts'
import { textOf } from './stored-values.ts'

export const undoTime = defineCommand({
  name: 'undo-time',
  input: undoTimeInput,
  lane: ({ event }: UndoTimeInput) => `event/${event}`,
  load: (reader: GuardedReader, { event }: UndoTimeInput) => loadEvent(reader, event),
  decide(event: Loaded | undefined, { Stop, Reason, second }: UndoTimeInput, context: CommandContext): Decision {
    if (!event) return eventNotFound()
    const stop = findStop(event.doc, Stop)
    if (!stop) return stopNotFound()
    if (textOf(stop, 'UndoneAt') !== null) {
      // Two desks that take back the same are agreed.
      return context.pushed ? { changes: [], answer: () => clockView(event.doc) } : refuseFor('undone-already', {})
    }
    const unsigned = checkSecond(second, context)
    if (unsigned) return unsigned
    const undone: Doc = {
      ...stop, UndoneAt: context.at, UndoneBy: context.actor.name, UndoneReason: Reason.trim(),
      ...(second === undefined ? {} : { UndoneSignedBy: second.name }),
    }
    return { changes: [withStop(event, undone)], signedBy: second, answer: ([stored]) => clockView(stored ?? event.doc) }
  },
})
