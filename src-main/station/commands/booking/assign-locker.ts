/** Notes the locker that holds a candidate's things. One that somebody else has is a warning, not a refusal for good. */
import { assignLockerInput, type AssignLockerInput } from '../../../../src-shared/commands/locker-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { answerOf, changeOf, loadRegistration, registrationCancelled, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { lockerHolder, lockerName, lockerReturned } from './lockers.ts'
import { isCancelled } from './registration-view.ts'
import { holderName } from './seats.ts'
import { textOf } from './stored-values.ts'

interface State {
  found: LoadedRegistration
  holder: Loaded | undefined
}

export const assignLocker = defineCommand({
  name: 'assign-locker',
  input: assignLockerInput,
  lane: ({ registration }: AssignLockerInput) => `registration/${registration}`,
  async load(reader: GuardedReader, { registration, Locker }: AssignLockerInput): Promise<State | undefined> {
    const found = await loadRegistration(reader, registration)
    return found && { found, holder: await lockerHolder(reader, found, Locker) }
  },
  decide(state: State | undefined, { Locker, Shared }: AssignLockerInput, context: CommandContext): Decision {
    if (!state) return registrationNotFound()
    const { found, holder } = state
    const registration = found.registration.doc
    if (isCancelled(registration)) return registrationCancelled()
    const locker = lockerName(Locker)
    // At headquarters the things are in it already.
    if (holder && Shared !== true && !context.pushed) {
      const extra = { Locker: locker, RegistrationIdentifier: holder.key.id, LearnerName: textOf(holder.doc, 'LearnerName') }
      return refuseFor('locker-taken', { holder: holderName(holder), locker }, { extra })
    }
    if (textOf(registration, 'Locker') === locker) return { changes: [], answer: answerOf(found) }
    const given = { id: context.newId(), Locker: locker, GivenAt: context.at, GivenBy: context.actor.name }
    const LockerHistory = [...lockerReturned(registration, { at: context.at, name: context.actor.name }), given]
    return { changes: [changeOf(found, { Locker: locker, LockerHistory }, context)], answer: answerOf(found) }
  },
})
