/** Notes that a candidate came back from a break. */
import { breakInput, type BreakInput } from '../../../../src-shared/commands/desk-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { answerOf, changeOf, loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { openBreak } from './start-break.ts'
import { docsOf, textOf } from './stored-values.ts'

export const endBreak = defineCommand({
  name: 'end-break',
  input: breakInput,
  lane: ({ registration }: BreakInput) => `registration/${registration}`,
  load: (reader: GuardedReader, { registration }: BreakInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, { At }: BreakInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    const registration = found.registration.doc
    const open = openBreak(registration)
    if (!open) return refuseFor('not-on-break', {})
    const at = toInstant(At) ?? context.at
    // Only a given time can be wrong; a clock that was set back must not keep anyone outside.
    if (At !== undefined && Date.parse(at) < Date.parse(textOf(open, 'StartedAt') ?? '')) {
      return refuseFor('break-ends-early', {}, { errors: [{ path: '/At', message: 'is before the start of the break' }] })
    }
    const Breaks = docsOf(registration, 'Breaks').map((element) => (element === open || element.id === open.id ? { ...element, EndedAt: at, EndedBy: context.actor.name } : element))
    return { changes: [changeOf(found, { Breaks }, context)], answer: answerOf(found) }
  },
})
