/** Takes an admission back; what was undone, by whom and why stays in the history. */
import { undoCheckInInput, type UndoCheckInInput } from '../../../../src-shared/commands/desk-commands.ts'
import { refuse } from '../../../../src-shared/problem.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { toInstant } from '../iso-time.ts'
import { admissionOf, seatCameWithAdmission, withEntry } from './check-in-history.ts'
import { answerOf, changeOf, loadRegistration, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { isIn } from './registration-view.ts'
import { textOf } from './stored-values.ts'

export const undoCheckIn = defineCommand({
  name: 'undo-check-in',
  input: undoCheckInInput,
  lane: ({ registration }: UndoCheckInInput) => `registration/${registration}`,
  load: (reader: GuardedReader, { registration }: UndoCheckInInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, input: UndoCheckInInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    const registration = found.registration.doc
    if (!isIn(registration)) return refuse('conflict', 'This candidate is not checked in.')
    const checkedInAt = textOf(registration, 'CheckedInAt')
    const undone = toInstant(checkedInAt) ?? context.at
    // A desk takes back only the admission that it saw, never one that another desk made meanwhile.
    if (context.pushed && input.undone !== undefined && input.undone !== undone) {
      const clash = {
        collection: 'bookingRegistrations', record_id: found.registration.key.id, field: 'CheckedInAt', mine: null, theirs: checkedInAt,
        theirs_by: textOf(registration, 'CheckedInBy'), theirs_at: checkedInAt,
      }
      return refuse('conflict', 'Another desk checked this candidate in; that check-in was not undone.', { clash })
    }
    const fields = {
      AttendanceStatus: 'Pending',
      CheckedInAt: null,
      CheckedInBy: null,
      IdentityChecks: null,
      ...(seatCameWithAdmission(registration) ? { Seat: null } : {}),
      CheckInHistory: withEntry(registration, 'Undo', { ...admissionOf(registration), Reason: input.Reason }, context),
    }
    return {
      changes: [changeOf(found, fields, context)],
      answer: answerOf(found),
      relay: { command: 'undo-check-in', input: { ...input, undone } },
    }
  },
})
