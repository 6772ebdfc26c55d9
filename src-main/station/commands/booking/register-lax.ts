/** Adds a registration by venue, start and form code; makes the event where there is none. */
import { registerLaxInput, type RegisterLaxInput } from '../../../../src-shared/commands/booking-registrations.ts'
import { isRefusal, refuse } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { siteOf } from '../site-of.ts'
import { EMPTY_TYPE, isBlank, toElement, withGranted } from './accommodations.ts'
import { refuseField } from './event-rules.ts'
import { learnerFields } from './learner.ts'
import { findPublishedForm } from './load-form.ts'
import { decidePlace, loadPlace, type Place, type Required } from './place.ts'
import { registrationView } from './registration-view.ts'

interface State {
  existing: Loaded | undefined
  learner: Loaded | undefined
  form: Loaded | undefined
  place: Place
}

const REQUIRED: Required = ['EventExamType', 'EventBillingCode', 'EventExamFormat']

export const registerLax = defineCommand({
  name: 'register-lax',
  input: registerLaxInput,
  lane: ({ EventVenue, EventStart }: RegisterLaxInput) => `event/${EventVenue ?? ''}/${toInstant(EventStart) ?? ''}`,
  async load(reader: GuardedReader, input: RegisterLaxInput): Promise<State> {
    return {
      existing: await reader.get('bookingRegistrations', input.registration),
      learner: input.Learner === undefined ? undefined : await reader.get('contacts', input.Learner),
      form: await findPublishedForm(reader, input.Assessment),
      place: await loadPlace(reader, input),
    }
  },
  decide({ existing, learner, form, place }: State, input: RegisterLaxInput, context: CommandContext): Decision {
    if ((input.Accommodations ?? []).some(({ Type }) => isBlank(Type))) return refuseField('Accommodations', EMPTY_TYPE)
    if (!learner) return refuseField('Learner', 'Learner not found.')
    if (!form) return refuseField('Assessment', 'Assessment form not found.')
    if (existing) return refuse('invalid', 'Registration already exists. You cannot add a new registration with the same identifier.')
    const placed = decidePlace(place, input, REQUIRED, context)
    if (isRefusal(placed)) return placed

    const registration = newRegistration(input, { id: learner.key.id, ...learnerFields(learner.doc) }, String(placed.event.id), context)
    const site = siteOf('bookingRegistrations', registration, undefined, placed.event)
    const key = { tenant: context.tenant, collection: 'bookingRegistrations' as const, id: input.registration }
    return {
      changes: [{ key, after: registration, site }, ...placed.changes],
      touches: placed.touches,
      absent: placed.absent,
      answer: ([stored]) => registrationView(stored ?? registration, { event: placed.event, form: form.doc }),
      ...(placed.made === undefined ? {} : { relay: { command: 'register-lax', input: { ...input, new_event: placed.made } } }),
    }
  },
})

/** @param learner the learner's id, and what a registration keeps of them */
export function newRegistration(input: Pick<RegisterLaxInput, 'registration' | 'Assessment' | 'Accommodations' | 'LearnerRegistrantType'>, { id: Learner, ...learner }: Doc, event: string, context: CommandContext): Doc {
  const accommodations = (input.Accommodations ?? []).reduce<Doc[]>((list, granted) => withGranted(list, toElement(granted)), [])
  return {
    id: input.registration,
    EventIdentifier: event,
    Learner,
    ...learner,
    ...(input.LearnerRegistrantType === undefined ? {} : { LearnerRegistrantType: input.LearnerRegistrantType }),
    Assessment: input.Assessment,
    ...(accommodations.length === 0 ? {} : { Accommodations: accommodations }),
    ApprovalStatus: 'Registered',
    AttendanceStatus: 'Pending',
    LastChangeTime: context.at,
  }
}
