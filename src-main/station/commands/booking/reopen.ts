/** What reopening paper and reopening a sitting have in common: a lead, and a reason that stays. */
import { reopenInput, type ClosingKind, type ReopenInput } from '../../../../src-shared/commands/closing-commands.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type Command, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { checkSecond, eventNotFound } from './clock-stops.ts'
import { closingOf, closingsView, withClosings } from './closings.ts'
import { loadEvent } from './load-event.ts'
import { docsOf, textOf } from './stored-values.ts'

interface Reopening {
  name: string
  kind: ClosingKind
  /** Where nothing is closed. */
  refused: () => Refusal
  /** What else stands in the way. */
  check?: (event: Doc, context: CommandContext) => Refusal | undefined
}

/** Makes the command that opens again what was closed. */
export function reopening({ name, kind, refused, check }: Reopening): Command<ReopenInput, Loaded | undefined> {
  return defineCommand({
    name,
    input: reopenInput,
    lane: ({ event }: ReopenInput) => `sheets/${event}`,
    load: (reader: GuardedReader, { event }: ReopenInput) => loadEvent(reader, event),
    decide(event: Loaded | undefined, { Reason, second }: ReopenInput, context: CommandContext): Decision {
      if (!event) return eventNotFound()
      if (!closingOf(event.doc, kind)) return refused()
      const stopped = check?.(event.doc, context) ?? checkSecond(second, context)
      if (stopped) return stopped
      const noted: Doc = { ReopenedAt: context.at, ReopenedBy: context.actor.name, ReopenReason: Reason.trim(), ...(second === undefined ? {} : { ReopenSignedBy: second.name }) }
      // Two desks may both have closed it.
      const open = docsOf(event.doc, 'Closings').filter((closing) => closing.Kind === kind && textOf(closing, 'ReopenedAt') === null)
      return {
        changes: [withClosings(event, open.map((closing) => ({ ...closing, ...noted })))],
        signedBy: second,
        answer: ([stored]) => closingsView(stored ?? event.doc),
      }
    },
  })
}
