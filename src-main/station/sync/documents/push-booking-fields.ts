/** A person's decision on a conflict sets single fields of a booking registration: each becomes the command that sets it. */
import type { Doc, Operation } from '../../store/store.ts'
import { asList } from '../../store/fold.ts'
import type { Found } from './local-feed.ts'
import { pushRegistrationCommand } from './push-registration.ts'
import { REGISTRATION_COMMANDS } from './registration-commands.ts'
import { unsupported, type PushParts, type Verdict } from './verdict.ts'

const OVERRIDE = 'A person decided between two desks.'

export async function pushBookingFields(parts: PushParts, operation: Operation): Promise<Verdict> {
  const { collection, id, changes } = operation.input as { collection: string; id: string; changes: Doc }
  const step = collection === 'bookingRegistrations' ? commandFor(changes, operation.saw[`${collection}/${id}`] ?? {}) : undefined
  const command = step && REGISTRATION_COMMANDS[step.name]
  if (!command) return unsupported(operation, await asFound(parts, collection, id))
  return pushRegistrationCommand(parts, { ...operation, command: step.name, input: { registration: id, ...step.body } }, command)
}

/** The command that does it; a decision changes one field. */
function commandFor(changes: Doc, saw: Doc): { name: string; body: Doc } | undefined {
  const { Assessment, ApprovalStatus, CancellationReason, CheckedInAt, AttendanceStatus, Seat, Accommodations } = changes
  if (typeof Assessment === 'string') return { name: 'change-assessment', body: { Assessment } }
  if (typeof Seat === 'string') return { name: 'assign-seat', body: { Seat } }
  if (typeof CheckedInAt === 'string') return { name: 'check-in', body: { At: CheckedInAt, Override: { Reason: OVERRIDE } } }
  if (CheckedInAt === null) return { name: 'undo-check-in', body: { Reason: OVERRIDE } }
  if (AttendanceStatus === 'Absent') return { name: 'mark-absent', body: {} }
  if (ApprovalStatus === 'Cancelled') return { name: 'cancel-registration', body: {} }
  if (typeof CancellationReason === 'string') return { name: 'cancel-registration', body: { Reason: CancellationReason } }
  return Accommodations === undefined ? undefined : accommodation(asList(Accommodations) as Doc[], asList(saw.Accommodations) as Doc[])
}

/** The element that differs. */
function accommodation(now: readonly Doc[], before: readonly Doc[]): { name: string; body: Doc } | undefined {
  const put = now.find((element) => !before.some((other) => JSON.stringify(other) === JSON.stringify(element)))
  if (put) return { name: 'grant-accommodation', body: put }
  const removed = before.find(({ Type }) => !now.some((other) => other.Type === Type))
  return removed && { name: 'revoke-accommodation', body: { Type: removed.Type } }
}

async function asFound({ server }: PushParts, collection: string, id: string): Promise<Found | undefined> {
  const doc = collection === 'bookingRegistrations' ? await server.registration(id) : undefined
  return doc && { collection: 'bookingRegistrations', id, doc }
}
