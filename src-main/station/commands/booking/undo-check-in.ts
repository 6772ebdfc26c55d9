/** Takes an admission, or a mark of absence, back; what was undone, by whom and why stays in the history. */
import { undoCheckInInput, type UndoCheckInInput } from '../../../../src-shared/commands/desk-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { refuse, type Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { admissionOf, seatCameWithAdmission, withEntry } from './check-in-history.ts'
import { answerOf, changeOf, loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { isIn } from './registration-view.ts'
import { seatFields } from './seat-changes.ts'
import { textOf } from './stored-values.ts'

export const undoCheckIn = defineCommand({
  name: 'undo-check-in',
  input: undoCheckInInput,
  lane: ({ registration }: UndoCheckInInput) => `registration/${registration}`,
  load: (reader: GuardedReader, { registration }: UndoCheckInInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, input: UndoCheckInInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    const registration = found.registration.doc
    const absent = registration.AttendanceStatus === 'Absent'
    if (!isIn(registration) && !absent) return refuseFor('not-in', {})
    const seen = seenOf(registration, context)
    if (context.pushed && !sawThis(input, seen)) return undoneElse(found)
    return {
      changes: [changeOf(found, isIn(registration) ? withoutAdmission(registration, input, context) : withoutAbsence(registration, input, context), context)],
      answer: answerOf(found),
      relay: { command: 'undo-check-in', input: { registration: input.registration, Reason: input.Reason, ...seen } },
    }
  },
})

type Seen = Pick<UndoCheckInInput, 'undone' | 'undone_absent'>

function seenOf(registration: Doc, context: CommandContext): Seen {
  return isIn(registration) ? { undone: toInstant(textOf(registration, 'CheckedInAt')) ?? context.at } : { undone_absent: true }
}

/** A desk takes back only what it saw, never what another desk did meanwhile. */
function sawThis({ undone, undone_absent }: UndoCheckInInput, seen: Seen): boolean {
  if (undone === undefined && undone_absent === undefined) return true
  return undone === seen.undone && undone_absent === seen.undone_absent
}

function undoneElse({ registration: { key, doc } }: LoadedRegistration): Refusal {
  const clash = { collection: 'bookingRegistrations', record_id: key.id }
  const since = textOf(doc, 'CheckedInAt')
  if (since !== null) {
    const theirs = { theirs: since, theirs_by: textOf(doc, 'CheckedInBy'), theirs_at: since }
    return refuse('conflict', 'Another desk checked this candidate in; that check-in was not undone.', { clash: { ...clash, ...theirs, field: 'CheckedInAt', mine: null } })
  }
  const theirs = { theirs: 'Absent', theirs_by: textOf(doc, 'MarkedAbsentBy'), theirs_at: textOf(doc, 'MarkedAbsentAt') }
  return refuse('conflict', 'Another desk marked this candidate absent; that was not undone.', { clash: { ...clash, ...theirs, field: 'AttendanceStatus', mine: 'Pending' } })
}

function withoutAdmission(registration: Doc, { Reason }: UndoCheckInInput, context: CommandContext): Doc {
  return {
    AttendanceStatus: 'Pending',
    CheckedInAt: null,
    CheckedInBy: null,
    IdentityChecks: null,
    ...(seatCameWithAdmission(registration) ? seatFields(registration, null, context.at, context) : {}),
    CheckInHistory: withEntry(registration, 'Undo', { ...admissionOf(registration), Reason }, context),
  }
}

function withoutAbsence(registration: Doc, { Reason }: UndoCheckInInput, context: CommandContext): Doc {
  return {
    AttendanceStatus: 'Pending',
    MarkedAbsentAt: null,
    MarkedAbsentBy: null,
    CheckInHistory: withEntry(registration, 'Undo', { AttendanceStatus: 'Absent', Reason }, context),
  }
}
