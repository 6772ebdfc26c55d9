/** Notes that a candidate left the room for a break. */
import { breakInput, type BreakInput } from '../../../../src-shared/commands/desk-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { answerOf, changeOf, loadRegistration, registrationCancelled, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { isCancelled, isIn } from './registration-view.ts'
import { docsOf, textOf } from './stored-values.ts'

export const startBreak = defineCommand({
  name: 'start-break',
  input: breakInput,
  lane: ({ registration }: BreakInput) => `registration/${registration}`,
  load: (reader: GuardedReader, { registration }: BreakInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, { At }: BreakInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    const registration = found.registration.doc
    if (isCancelled(registration)) return registrationCancelled()
    if (!isIn(registration)) return refuseFor('not-in', {})
    const open = openBreak(registration)
    if (open) return refuseFor('on-break', { since: textOf(open, 'StartedAt') ?? 'before' })
    const started: Doc = { id: context.newId(), StartedAt: toInstant(At) ?? context.at, StartedBy: context.actor.name }
    return { changes: [changeOf(found, { Breaks: [...docsOf(registration, 'Breaks'), started] }, context)], answer: answerOf(found) }
  },
})

/** The break that has not ended and was not undone. */
export function openBreak(registration: Doc): Doc | undefined {
  return docsOf(registration, 'Breaks').findLast((element) => textOf(element, 'EndedAt') === null && textOf(element, 'UndoneAt') === null)
}
