/** Notes that a candidate's locker is empty again. */
import { returnLockerInput, type ReturnLockerInput } from '../../../../src-shared/commands/locker-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { answerOf, changeOf, loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { lockerReturned } from './lockers.ts'
import { textOf } from './stored-values.ts'

export const returnLocker = defineCommand({
  name: 'return-locker',
  input: returnLockerInput,
  lane: ({ registration }: ReturnLockerInput) => `registration/${registration}`,
  load: (reader: GuardedReader, { registration }: ReturnLockerInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, _input: ReturnLockerInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    const registration = found.registration.doc
    // Two desks may take it back: the second changes nothing.
    if (textOf(registration, 'Locker') === null) return context.pushed ? { changes: [], answer: answerOf(found) } : refuseFor('no-locker', {})
    return { changes: [changeOf(found, { Locker: null, LockerHistory: lockerReturned(registration, { at: context.at, name: context.actor.name }) }, context)], answer: answerOf(found) }
  },
})
