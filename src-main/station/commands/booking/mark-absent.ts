/** Notes that a candidate did not come. */
import { markAbsentInput, type MarkAbsentInput } from '../../../../src-shared/commands/desk-commands.ts'
import { saying } from '../../../../src-shared/desk-refusals.ts'
import { refuse, type Refusal } from '../../../../src-shared/problem.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { withEntry } from './check-in-history.ts'
import { answerOf, changeOf, loadRegistration, registrationCancelled, registrationNotFound, type LoadedRegistration } from './load-registration.ts'
import { isCancelled, isIn } from './registration-view.ts'
import { textOf } from './stored-values.ts'

export const markAbsent = defineCommand({
  name: 'mark-absent',
  input: markAbsentInput,
  lane: ({ registration }: MarkAbsentInput) => `registration/${registration}`,
  load: (reader: GuardedReader, { registration }: MarkAbsentInput) => loadRegistration(reader, registration),
  decide(found: LoadedRegistration | undefined, { Reason, FromPaper }: MarkAbsentInput, context: CommandContext): Decision {
    if (!found) return registrationNotFound()
    const registration = found.registration.doc
    if (isCancelled(registration)) return registrationCancelled()
    if (isIn(registration)) return cameAfterAll(found)
    const fields = {
      AttendanceStatus: 'Absent',
      MarkedAbsentAt: context.at,
      MarkedAbsentBy: context.actor.name,
      CheckInHistory: withEntry(registration, 'Absent', { Reason, FromPaper: FromPaper || undefined }, context),
    }
    return { changes: [changeOf(found, fields, context)], answer: answerOf(found) }
  },
})

function cameAfterAll({ registration: { key, doc } }: LoadedRegistration): Refusal {
  const since = textOf(doc, 'CheckedInAt')
  const by = textOf(doc, 'CheckedInBy')
  const clash = { collection: 'bookingRegistrations', record_id: key.id, field: 'AttendanceStatus', mine: 'Absent', theirs: textOf(doc, 'AttendanceStatus'), theirs_by: by, theirs_at: since }
  const detail = `This candidate is in since ${since ?? ''}${by === null ? '' : ` (${by})`}; undo the check-in first.`
  return refuse('conflict', detail, { clash, extra: { CheckedInAt: since, CheckedInBy: by, ...saying('in-since', { since: since ?? '' }) } })
}
