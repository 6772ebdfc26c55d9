/** The clock goes on, and the time that it stood is given back: two people sign. */
import { resumeClockInput, type ResumeClockInput } from '../../../../src-shared/commands/clock-commands.ts'
import { give_minutes_max } from '../../../../src-shared/limits.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { checkSecond, clockView, eventNotFound, findStop, stopNotFound, withStop } from './clock-stops.ts'
import { loadEvent } from './load-event.ts'
import { textOf } from './stored-values.ts'

const minute_ms = 60_000

export const resumeClock = defineCommand({
  name: 'resume-clock',
  input: resumeClockInput,
  lane: ({ event }: ResumeClockInput) => `event/${event}`,
  load: (reader: GuardedReader, { event }: ResumeClockInput) => loadEvent(reader, event),
  decide(event: Loaded | undefined, input: ResumeClockInput, context: CommandContext): Decision {
    if (!event) return eventNotFound()
    const stop = findStop(event.doc, input.Stop)
    if (!stop) return stopNotFound()
    // At headquarters the merge filter compares what was seen with what is there now.
    if (!context.pushed && (textOf(stop, 'EndedAt') !== null || textOf(stop, 'UndoneAt') !== null)) return refuseFor('clock-runs', {})
    const unsigned = checkSecond(input.second, context)
    if (unsigned) return unsigned
    const at = toInstant(input.At) ?? context.at
    if (input.At !== undefined && Date.parse(at) < Date.parse(textOf(stop, 'StartedAt') ?? '')) {
      return refuseFor('clock-goes-early', {}, { errors: [{ path: '/At', message: 'is before the stop' }] })
    }
    const ended: Doc = {
      ...stop, EndedAt: at, EndedBy: context.actor.name, Minutes: input.Minutes ?? stoodMinutes(stop, event.doc, at),
      ...(input.second === undefined ? {} : { SignedBy: input.second.name }),
    }
    return { changes: [withStop(event, ended)], signedBy: input.second, answer: ([stored]) => clockView(stored ?? event.doc) }
  },
})

/** How long the clock stood within the sitting, in whole minutes, rounded up. */
function stoodMinutes(stop: Doc, event: Doc, at: string): number {
  const starts = [textOf(stop, 'StartedAt'), textOf(event, 'EventStart')].map((text) => Date.parse(text ?? '')).filter((ms) => !Number.isNaN(ms))
  const minutes = Math.ceil((Date.parse(at) - Math.max(...starts)) / minute_ms)
  return Math.min(Math.max(0, minutes), give_minutes_max)
}
