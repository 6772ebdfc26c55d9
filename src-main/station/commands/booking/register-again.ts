/**
 * Undoes a cancelling made by mistake. The documents know no way back from Cancelled, and other programs rely on that; so the
 * cancelled registration stays as it is, and its candidate gets a fresh one for the same sitting that names it. The id of the
 * fresh one follows from the cancelled one's: two desks that do this with the line down have made one registration, not two.
 */
import { registerAgainInput, type RegisterAgainInput, type RegisterAtDeskInput } from '../../../../src-shared/commands/register-at-desk.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { isRefusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type Command, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { contentId } from '../content-id.ts'
import { loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { registerAtDesk } from './register-at-desk.ts'
import { accommodationsOf, isCancelled } from './registration-view.ts'
import { seatHolder } from './seats.ts'
import { textOf } from './stored-values.ts'

type Registering = typeof registerAtDesk extends Command<RegisterAtDeskInput, infer L> ? L : never

interface State {
  found: LoadedRegistration
  /** What the desk would send to register this person. */
  asked: RegisterAtDeskInput
  registering: Registering
}

/** The registration that stands in for a cancelled one, where there is one. */
export function registeredAgainId(tenant: string, cancelled: string): string {
  return contentId('registered-again', tenant, cancelled)
}

export const registerAgain = defineCommand({
  name: 'register-again',
  input: registerAgainInput,
  lane: ({ registration }: RegisterAgainInput) => `registration/${registration}`,
  async load(reader: GuardedReader, input: RegisterAgainInput, context: CommandContext): Promise<State | undefined> {
    const found = await loadRegistration(reader, input.registration)
    if (!found) return undefined
    const asked = askedOf(found, await seatOf(reader, found, input, context), context)
    return { found, asked, registering: await registerAtDesk.load(reader, asked, context) }
  },
  decide(state: State | undefined, input: RegisterAgainInput, context: CommandContext): Decision {
    if (!state) return registrationNotFound()
    const { found, asked, registering } = state
    if (!isCancelled(found.registration.doc)) return refuseFor('not-cancelled', {})
    const decision = registerAtDesk.decide(registering, asked, context)
    if (isRefusal(decision)) return decision
    const [fresh, ...others] = decision.changes
    const changes = fresh?.after ? [{ ...fresh, after: { ...fresh.after, ...takenOver(found.registration.doc, input, context) } }, ...others] : decision.changes
    return { ...decision, changes, relay: { command: 'register-again', input: { ...input, ...(asked.Seat === undefined ? {} : { seat_given: asked.Seat }) } } }
  },
})

/** The seat that they had, as long as nobody has it now. Headquarters gives the one that the desk gave, and no other. */
async function seatOf(reader: GuardedReader, { registration, event }: LoadedRegistration, { seat_given }: RegisterAgainInput, context: CommandContext): Promise<string | undefined> {
  if (context.pushed) return seat_given
  const seat = textOf(registration.doc, 'Seat') ?? undefined
  return seat !== undefined && (await seatHolder(reader, event, seat, registration.key.id)) === undefined ? seat : undefined
}

function askedOf({ registration: { key, doc }, event }: LoadedRegistration, seat: string | undefined, { tenant }: CommandContext): RegisterAtDeskInput {
  const type = textOf(doc, 'LearnerRegistrantType')
  const granted = accommodationsOf(doc)
  return {
    registration: registeredAgainId(tenant, key.id),
    Event: event?.key.id ?? textOf(doc, 'EventIdentifier') ?? '',
    Learner: textOf(doc, 'Learner') ?? '',
    Assessment: textOf(doc, 'Assessment') ?? '',
    ...(type === null ? {} : { LearnerRegistrantType: type }),
    ...(granted.length === 0 ? {} : { Accommodations: granted }),
    ...(seat === undefined ? {} : { Seat: seat }),
  }
}

/** What a fresh registration does not have: whose place it takes and why, and the exam that its score belongs to. */
function takenOver(cancelled: Doc, { registration, Reason }: RegisterAgainInput, { actor, at }: CommandContext): Doc {
  const exam = textOf(cancelled, 'ExamRegistration')
  const { Accommodations } = cancelled
  return {
    ...(exam === null ? {} : { ExamRegistration: exam }),
    // As they were granted: by whom, when and on what paper.
    ...(Accommodations === undefined ? {} : { Accommodations }),
    RegisteredAgain: { Registration: registration, Reason: Reason.trim(), By: actor.name, At: at },
  }
}
