/** Registers somebody for a sitting: a known person, or a new one whose contact is made in the same transaction. */
import { registerAtDeskInput, type NewPerson, type RegisterAtDeskInput } from '../../../../src-shared/commands/register-at-desk.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Clash, Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded, type RecordChange } from '../command.ts'
import { siteOf } from '../site-of.ts'
import { decisionNotes, EMPTY_TYPE, isBlank, withDecision } from './accommodations.ts'
import { seatTaken } from './check-in.ts'
import { refuseClosedSitting } from './closings.ts'
import { refuseField } from './event-rules.ts'
import { isCancelledEvent } from './event-view.ts'
import { learnerFields } from './learner.ts'
import { countRegistrations, loadEvent } from './load-event.ts'
import { formOfCode } from './load-form.ts'
import type { LoadedRegistration } from './load-registration.ts'
import { newRegistration } from './register-lax.ts'
import { isCancelled, registrationView } from './registration-view.ts'
import { seatClash, seatHolder, seatName } from './seats.ts'
import { docsOf, numberOf, textOf } from './stored-values.ts'

interface State {
  event: Loaded | undefined
  existing: Loaded | undefined
  learner: Loaded | undefined
  form: Doc | undefined
  /** Registrations of the sitting that are not cancelled; 0 where it has no limit. */
  registrations: number
  /** The person's other registration in this sitting that stands. */
  twin: Loaded | undefined
  holder: Loaded | undefined
}

/** More registrations than this nobody has. */
const registrations_of_one_max = 200

export const registerAtDesk = defineCommand({
  name: 'register-at-desk',
  input: registerAtDeskInput,
  lane: ({ Event }: RegisterAtDeskInput) => `registrations-of/${Event}`,
  async load(reader: GuardedReader, input: RegisterAtDeskInput): Promise<State> {
    const event = await loadEvent(reader, input.Event)
    const learner = input.Learner ?? input.Person?.id
    return {
      event,
      existing: await reader.get('bookingRegistrations', input.registration),
      learner: learner === undefined ? undefined : await reader.get('contacts', learner),
      form: await formOfCode(reader, input.Assessment),
      // Counting a long roster for each row of an import would be most of its work.
      registrations: event && numberOf(event.doc, 'RegistrationLimit') !== null ? await countRegistrations(reader, event.key.id) : 0,
      twin: event && learner !== undefined ? await twinOf(reader, input.registration, event, learner) : undefined,
      holder: await seatHolder(reader, event, input.Seat, input.registration),
    }
  },
  decide(state: State, input: RegisterAtDeskInput, context: CommandContext): Decision {
    const { event, existing, learner, form, registrations, twin, holder } = state
    if (!event) return refuseFor('event-unknown', {})
    if ((input.Learner === undefined) === (input.Person === undefined)) return refuseField('Learner', 'Give either Learner or Person.')
    if (existing) return madeBefore(existing, event, input, context)
    if (isCancelledEvent(event.doc)) return refuseFor('event-cancelled', {})
    const closed = refuseClosedSitting(event.doc, context)
    if (closed) return closed
    if (!learner && !input.Person) return refuseField('Learner', 'Learner not found.')
    if (input.Person && !isNamed(input.Person)) return refuseField('Person', 'A person needs a name.')
    if (form?.published !== true) return refuseFor('no-such-form', {}, { errors: [{ path: '/Assessment', message: 'Assessment form not found.' }] })
    if ((input.Accommodations ?? []).some(({ Type }) => isBlank(Type))) return refuseField('Accommodations', EMPTY_TYPE)
    if (twin) return registeredTwice(twin)
    const limit = numberOf(event.doc, 'RegistrationLimit')
    if (limit !== null && registrations >= limit) return refuseFor('event-full', {})

    const contact = learner ? undefined : newContact(input.Person, context)
    const registration = registrationOf(input, learner ?? contact, event, context)
    const found: LoadedRegistration = { registration: { ...registration, site: null }, event, venue: undefined, form }
    if (holder && !context.pushed) return seatTaken(found, input.Seat ?? '', holder)
    // At headquarters a seat that someone else has must not undo the registration.
    const after = input.Seat === undefined || holder ? registration.doc : { ...registration.doc, Seat: seatName(input.Seat) }
    return {
      changes: [{ key: registration.key, after, site: siteOf('bookingRegistrations', after, undefined, event.doc) }, ...(contact ? [contact.change] : [])],
      touches: [event.key],
      clashes: holder ? [seatClash(found.registration, input.Seat ?? '', holder)] : [],
      answer: ([stored]) => registrationView(stored ?? after, { event: event.doc, form }),
    }
  },
})

async function twinOf(reader: GuardedReader, registration: string, event: Loaded, learner: string): Promise<Loaded | undefined> {
  const all = await reader.query({ collection: 'bookingRegistrations', where: [{ field: 'Learner', eq: learner }], limit: registrations_of_one_max })
  return all.find(({ key, doc }) => key.id !== registration && doc.EventIdentifier === event.key.id && !isCancelled(doc))
}

/** The same again, from the same list or another desk, changes nothing; what it says otherwise is listed. */
function madeBefore(existing: Loaded, event: Loaded, input: RegisterAtDeskInput, context: CommandContext): Decision {
  const same = existing.doc.EventIdentifier === event.key.id && existing.doc.Learner === (input.Learner ?? input.Person?.id)
  if (!same) return refuseFor('registration-exists', {})
  if (isCancelled(existing.doc)) return refuseFor('registration-cancelled', {})
  const differs = context.pushed && existing.doc.Assessment !== input.Assessment
  const clash: Clash = {
    collection: 'bookingRegistrations', record_id: existing.key.id, field: 'Assessment', mine: input.Assessment, theirs: existing.doc.Assessment ?? null,
    theirs_by: textOf(existing.doc, 'sys_last_modified_by_id'), theirs_at: textOf(existing.doc, 'LastChangeTime'),
  }
  return { changes: [], clashes: differs ? [clash] : [], answer: () => registrationView(existing.doc, { event: event.doc, form: undefined }) }
}

function registeredTwice({ key, doc }: Loaded): Refusal {
  const name = textOf(doc, 'LearnerName') ?? key.id
  const seat = textOf(doc, 'Seat')
  const extra = { RegistrationIdentifier: key.id, LearnerName: textOf(doc, 'LearnerName'), Seat: seat, AttendanceStatus: doc.AttendanceStatus ?? null }
  return seat === null ? refuseFor('registered-already', { name }, { extra }) : refuseFor('registered-already-seat', { name, seat }, { extra })
}

const isNamed = ({ first_name, last_name, name }: NewPerson) => [first_name, last_name, name].some((part) => !isBlank(part))

interface NewContact {
  key: Loaded['key']
  doc: Doc
  change: RecordChange
}

function newContact(person: NewPerson | undefined, context: CommandContext): NewContact {
  const given = Object.fromEntries(Object.entries(person ?? {}).map(([field, value]) => [field, value.trim()]))
  const doc: Doc = { ...given, name: given['name'] ?? [given['first_name'], given['last_name']].filter((part) => part !== undefined).join(' ') }
  const key = { tenant: context.tenant, collection: 'contacts' as const, id: String(doc.id) }
  return { key, doc, change: { key, after: doc, site: siteOf('contacts', doc, undefined) } }
}

function registrationOf(input: RegisterAtDeskInput, learner: Pick<Loaded, 'key' | 'doc'> | undefined, event: Loaded, context: CommandContext): { key: Loaded['key']; doc: Doc } {
  const base = newRegistration(input, { id: learner?.key.id ?? '', ...learnerFields(learner?.doc ?? {}) }, event.key.id, context)
  const granted = docsOf(base, 'Accommodations')
  const notes = decisionNotes(input)
  const by = { GrantedBy: context.actor.name, GrantedAt: context.at, ...notes }
  const AccommodationHistory = granted.reduce<Doc[]>((history, element) => withDecision({ AccommodationHistory: history }, 'Granted', { ...element, ...notes }, context), [])
  const doc = granted.length === 0 ? base : { ...base, Accommodations: granted.map((element) => ({ ...element, ...by })), AccommodationHistory }
  return { key: { tenant: context.tenant, collection: 'bookingRegistrations', id: input.registration }, doc }
}
