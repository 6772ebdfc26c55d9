/** Which requests each queued write becomes. What has none is listed as refused, with a sentence, and never dropped. */
import { isCollection, type Collection } from '../../../../src-shared/resource/collections.ts'
import { resourceOf } from '../../../../src-shared/resources/index.ts'
import type { Doc, Operation } from '../../store/store.ts'
import { pushBookingFields } from './push-booking-fields.ts'
import { pushKeptHere, pushScoreEntry } from './push-own.ts'
import { pushCreate } from './push-create.ts'
import { pushCancelEvent, pushCreateEvent, pushRegister, pushTransfer } from './push-event.ts'
import { pushConfirmation, pushGroupOrder, pushNotice, pushOrder, pushPreview, pushTransferContact } from './push-order.ts'
import { pushIssue, pushMove } from './push-paper.ts'
import { pushDelete, pushUpdate } from './push-record.ts'
import { pushDeleteRegistration, pushEventIncident, pushIncident, pushRegistrationCommand } from './push-registration.ts'
import { REGISTRATION_COMMANDS } from './registration-commands.ts'
import { aboutOf, unsupported, type PushParts, type Verdict } from './verdict.ts'

type Push = (parts: PushParts, operation: Operation) => Promise<Verdict>

const PUSHES: Readonly<Record<string, Push>> = {
  'create-record': pushCreate,
  'update-record': (parts, operation) => (resourceOf(targetOf(operation).collection) ? pushUpdate(parts, operation, targetOf(operation)) : pushBookingFields(parts, operation)),
  'delete-record': (parts, operation) => pushDelete(parts, operation, targetOf(operation)),
  // The two entries were compared here; score and status are fields of the document.
  'enter-score': (parts, operation) => pushUpdate(parts, operation, { collection: 'examRegistrations', id: (operation.input as { id: string }).id }),
  'generate-order': pushOrder,
  'generate-group-order': pushGroupOrder,
  'transfer-registration': pushTransferContact,
  'send-notice': pushNotice,
  'resend-confirmation': pushConfirmation,
  'preview-email': pushPreview,
  'create-event': pushCreateEvent,
  'cancel-event': pushCancelEvent,
  'register-lax': pushRegister,
  'transfer-lax': pushTransfer,
  'delete-registration': pushDeleteRegistration,
  'report-incident': pushIncident,
  'report-event-incident': pushEventIncident,
  'withdraw-incident': pushKeptHere,
  'stop-clock': pushKeptHere,
  'resume-clock': pushKeptHere,
  'give-time': pushKeptHere,
  'undo-time': pushKeptHere,
  'close-paper': pushKeptHere,
  'reopen-paper': pushKeptHere,
  'close-sitting': pushKeptHere,
  'reopen-sitting': pushKeptHere,
  'print-sheets': pushKeptHere,
  'void-scrap-paper': pushKeptHere,
  'assign-locker': pushKeptHere,
  'return-locker': pushKeptHere,
  'keep-attachment': pushKeptHere,
  'keep-incident-photo': pushKeptHere,
  'erase-attachment': pushKeptHere,
  'set-desk-settings': pushKeptHere,
  'set-certificate-template': pushKeptHere,
  'enter-score-entry': pushScoreEntry,
  'correct-score': pushScoreEntry,
  'issue-scrap-paper': pushIssue,
  'return-scrap-paper': (parts, operation) => pushMove(parts, operation, 'return', 'Returned'),
  'destroy-scrap-paper': (parts, operation) => pushMove(parts, operation, 'destroy', 'Destroyed'),
  'miss-scrap-paper': (parts, operation) => pushMove(parts, operation, 'missing', 'Missing'),
}

/** Brings one write to the server. @throws SyncFault where it has to be tried again */
export async function pushOperation(parts: PushParts, operation: Operation): Promise<Verdict> {
  const command = REGISTRATION_COMMANDS[operation.command]
  if (command) return pushRegistrationCommand(parts, operation, command)
  const push = PUSHES[operation.command]
  return push ? push(parts, operation) : noOperation(parts, operation)
}

async function noOperation({ server }: PushParts, operation: Operation): Promise<Verdict> {
  const { collection, id } = aboutOf(operation)
  const doc = collection === 'bookingRegistrations' ? await server.registration(id) : undefined
  return unsupported(operation, doc && { collection, id, doc })
}

function targetOf({ input }: Operation): { collection: Collection; id: string } {
  const { collection, id } = input as { collection: string; id: string; changes?: Doc }
  return { collection: isCollection(collection) ? collection : 'examRegistrations', id }
}
