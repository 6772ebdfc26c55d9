/** Moves a registration to the event of a venue and start; makes the event where there is none. */
import { transferLaxInput, type TransferLaxInput } from '../../../../src-shared/commands/booking-registrations.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { isRefusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { refuseField } from './event-rules.ts'
import { changeOf, loadRegistration, registrationCancelled, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { decidePlace, loadPlace, type Place } from './place.ts'
import { isCancelled, registrationView } from './registration-view.ts'
import { seatFields } from './seat-changes.ts'
import { docsOf, textOf } from './stored-values.ts'

interface State {
  found: LoadedRegistration | undefined
  learner: Loaded | undefined
  place: Place
}

export const transferLax = defineCommand({
  name: 'transfer-lax',
  input: transferLaxInput,
  lane: ({ registration }: TransferLaxInput) => `registration/${registration}`,
  async load(reader: GuardedReader, input: TransferLaxInput): Promise<State> {
    return {
      found: await loadRegistration(reader, input.registration),
      learner: input.Learner === undefined ? undefined : await reader.get('contacts', input.Learner),
      place: await loadPlace(reader, input),
    }
  },
  decide({ found, learner, place }: State, input: TransferLaxInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    const { registration, event, form } = found
    if (textOf(registration.doc, 'Assessment') === null) return refuseFor('registration-without-form', {})
    if (learner && learner.key.id !== registration.doc.Learner) return refuseField('Learner', 'Learner does not belong to registration.')
    if (event && place.event?.key.id === event.key.id) return refuseFor('in-that-sitting', {})
    if (!learner) return refuseField('Learner', 'Learner not found.')
    if (isCancelled(registration.doc)) return registrationCancelled()
    const placed = decidePlace(place, input, ['EventExamType'], context, inherited(event?.doc))
    if (isRefusal(placed)) return placed

    const target: Loaded = { key: { tenant: context.tenant, collection: 'bookingEvents', id: String(placed.event.id) }, doc: placed.event, site: null }
    return {
      changes: [changeOf({ ...found, event: target }, moved(registration.doc, target, input, context), context), ...placed.changes],
      touches: placed.touches,
      absent: placed.absent,
      answer: ([stored]) => registrationView(stored ?? registration.doc, { event: placed.event, form }),
      ...(placed.made === undefined ? {} : { relay: { command: 'transfer-lax', input: { ...input, new_event: placed.made } } }),
    }
  },
})

/** What the request cannot say of a new event is as it was. */
function inherited(event: Doc | undefined): Doc {
  const fields = ['EventExamFormat', 'EventBillingCode', 'DurationMinutes']
  return Object.fromEntries(fields.flatMap((field) => (event?.[field] === undefined ? [] : [[field, event[field]]])))
}

/** A seat and an admission belong to the event that is left; what happened there stays in the history. */
function moved(registration: Doc, target: Loaded, { Reason }: TransferLaxInput, context: CommandContext): Doc {
  const transfer: Doc = {
    id: context.newId(),
    From: registration.EventIdentifier,
    To: target.key.id,
    At: context.at,
    By: context.actor.name,
    ...(Reason === undefined ? {} : { Reason }),
    ...(registration.Seat === undefined ? {} : { Seat: registration.Seat }),
    ...(registration.CheckedInAt === undefined ? {} : { CheckedInAt: registration.CheckedInAt }),
  }
  return {
    EventIdentifier: target.key.id,
    AttendanceStatus: 'Pending',
    CheckedInAt: null,
    CheckedInBy: null,
    IdentityChecks: null,
    ...seatFields(registration, null, context.at, context),
    Transfers: [...docsOf(registration, 'Transfers'), transfer],
  }
}
