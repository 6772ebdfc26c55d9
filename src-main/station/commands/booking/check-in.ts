/** Admits a candidate. */
import { checkInInput, type CheckInInput } from '../../../../src-shared/commands/desk-commands.ts'
import { late_after_minutes_default } from '../../../../src-shared/limits.ts'
import { refuseFor, saying } from '../../../../src-shared/desk-refusals.ts'
import { refuse, type Clash, type Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { admissionOf, withEntry } from './check-in-history.ts'
import { refuseClosedSitting } from './closings.ts'
import { answerOf, changeOf, loadRegistration, registrationCancelled, registrationNotFound, touchEvent, type LoadedRegistration } from './load-registration.ts'
import { isCancelled, isIn } from './registration-view.ts'
import { seatFields } from './seat-changes.ts'
import { holderName, seatClash, seatHolder, seatName } from './seats.ts'
import { numberOf, textOf } from './stored-values.ts'

interface State {
  found: LoadedRegistration
  holder: Loaded | undefined
}

const minute_ms = 60_000

export const checkIn = defineCommand({
  name: 'check-in',
  input: checkInInput,
  lane: ({ registration }: CheckInInput) => `registration/${registration}`,
  async load(reader: GuardedReader, { registration, Seat }: CheckInInput): Promise<State | undefined> {
    const found = await loadRegistration(reader, registration)
    return found && { found, holder: await seatHolder(reader, found.event, Seat, registration) }
  },
  decide(state: State | undefined, input: CheckInInput, context: CommandContext): Decision {
    if (!state) return registrationNotFound()
    const { found, holder } = state
    const registration = found.registration.doc
    const at = toInstant(input.At) ?? context.at
    if (isCancelled(registration)) return registrationCancelled()
    const closed = found.event && refuseClosedSitting(found.event.doc, context)
    if (closed) return closed
    if (isIn(registration) && !input.Override) return context.pushed ? admittedTwice(found, at) : alreadyIn(found, at)
    const absent = registration.AttendanceStatus === 'Absent'
    if (context.pushed && absent && input.seen_absent !== true) return markedAbsent(found, statusAt(found, at))
    if (holder && !context.pushed) return seatTaken(found, input.Seat ?? '', holder)

    // The candidate is in the room: at headquarters a seat that someone else has must not undo the admission.
    const seat = input.Seat === undefined || holder ? undefined : seatName(input.Seat)
    return {
      changes: [changeOf(found, admission(found, input, { at, seat }, context), context)],
      touches: input.Seat === undefined ? [] : touchEvent(found),
      clashes: holder ? [seatClash(found.registration, input.Seat ?? '', holder)] : [],
      answer: answerOf(found),
      relay: { command: 'check-in', input: { ...input, At: at, ...(absent ? { seen_absent: true } : {}) } },
    }
  },
})

function admission(found: LoadedRegistration, { IdentityChecks, Override, FromPaper }: CheckInInput, { at, seat }: { at: string; seat: string | undefined }, context: CommandContext): Doc {
  const registration = found.registration.doc
  const before = Override && isIn(registration) ? { Reason: Override.Reason, Before: admissionOf(registration) } : { Reason: Override?.Reason }
  const entry = { At: at, Seat: seat, SeatBefore: textOf(registration, 'Seat'), IdentityChecks, FromPaper: FromPaper || undefined, ...before }
  return {
    AttendanceStatus: statusAt(found, at),
    CheckedInAt: at,
    CheckedInBy: context.actor.name,
    ...(seat === undefined ? {} : seatFields(registration, seat, at, context)),
    ...(IdentityChecks === undefined ? {} : { IdentityChecks }),
    CheckInHistory: withEntry(registration, Override ? 'Override' : 'CheckIn', entry, context),
  }
}

/** Late from the venue's minutes after the start on. */
function statusAt({ event, venue }: LoadedRegistration, at: string): 'Present' | 'Late' {
  const start = Date.parse(textOf(event?.doc, 'EventStart') ?? '')
  const minutes = numberOf(venue?.doc, 'late_after_minutes') ?? late_after_minutes_default
  return Date.parse(at) >= start + minutes * minute_ms ? 'Late' : 'Present'
}

/** The refusal at the desk, with who, where and when. */
function alreadyIn(found: LoadedRegistration, at: string): Refusal {
  const registration = found.registration.doc
  const { CheckedInAt, CheckedInBy, Seat } = admissionOf(registration)
  const who = textOf(registration, 'LearnerName') ?? 'This candidate'
  const detail = `${who} is already in: checked in at ${String(CheckedInAt)}${CheckedInBy ? ` by ${String(CheckedInBy)}` : ''}${Seat ? `, seat ${String(Seat)}` : ''}.`
  const extra = { CheckedInAt, CheckedInBy, Seat, EventIdentifier: found.event?.key.id ?? null, EventVenue: textOf(found.event?.doc, 'EventVenue') }
  return refuse('conflict', detail, { extra: { ...extra, ...saying('already-in', { who, since: String(CheckedInAt) }) }, clash: admissionClash(found, at) })
}

/** Two desks admitted one candidate: the first to reach headquarters stands, the other is listed for a person to decide. */
function admittedTwice(found: LoadedRegistration, at: string): Decision {
  return { changes: [], clashes: [admissionClash(found, at)], answer: answerOf(found) }
}

function admissionClash({ registration: { key, doc } }: LoadedRegistration, at: string): Clash {
  const theirs = textOf(doc, 'CheckedInAt')
  return { collection: 'bookingRegistrations', record_id: key.id, field: 'CheckedInAt', mine: at, theirs, theirs_by: textOf(doc, 'CheckedInBy'), theirs_at: theirs }
}

/** Another desk marked the candidate absent meanwhile; admitting them again, knowingly, is accepted. */
function markedAbsent({ registration: { key, doc } }: LoadedRegistration, mine: string): Refusal {
  const clash: Clash = {
    collection: 'bookingRegistrations', record_id: key.id, field: 'AttendanceStatus', mine, theirs: 'Absent',
    theirs_by: textOf(doc, 'MarkedAbsentBy'), theirs_at: textOf(doc, 'MarkedAbsentAt'),
  }
  return refuse('conflict', 'Another desk marked this candidate absent before this check-in arrived.', { clash })
}

/** A seat that someone else has. */
export function seatTaken({ registration }: LoadedRegistration, seat: string, holder: Loaded): Refusal {
  const extra = { Seat: seatName(seat), RegistrationIdentifier: holder.key.id, LearnerName: textOf(holder.doc, 'LearnerName') }
  return refuseFor('seat-taken', { seat: seatName(seat), holder: holderName(holder) }, { extra, clash: seatClash(registration, seat, holder) })
}
