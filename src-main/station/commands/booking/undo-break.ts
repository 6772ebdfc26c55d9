/** Takes back the last start or end of a break, with the reason; what was undone stays in the record. */
import { undoBreakInput, type UndoBreakInput } from '../../../../src-shared/commands/desk-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { answerOf, changeOf, loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { docsOf, textOf } from './stored-values.ts'

export const undoBreak = defineCommand({
  name: 'undo-break',
  input: undoBreakInput,
  lane: ({ registration }: UndoBreakInput) => `registration/${registration}`,
  load: (reader: GuardedReader, { registration }: UndoBreakInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, { Reason }: UndoBreakInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    const breaks = docsOf(found.registration.doc, 'Breaks')
    const last = breaks.findLast((element) => textOf(element, 'UndoneAt') === null)
    if (!last) return refuseFor('no-break', {})
    const note: Doc = { UndoneAt: context.at, UndoneBy: context.actor.name, UndoneReason: Reason.trim() }
    const Breaks = breaks.map((element) => (element === last ? undone(last, note) : element))
    return { changes: [changeOf(found, { Breaks }, context)], answer: answerOf(found) }
  },
})

/** A start that is undone never was a break; an end that is undone leaves the candidate outside. */
function undone(element: Doc, note: Doc): Doc {
  const { EndedAt, EndedBy, ...open } = element
  if (EndedAt === undefined) return { ...element, ...note }
  return { ...open, Reopened: [...docsOf(element, 'Reopened'), { EndedAt, ...(EndedBy === undefined ? {} : { EndedBy }), ...note }] }
}
