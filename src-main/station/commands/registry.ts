/** Every command by name: what headquarters can be sent, and what a rejected write can be sent again as. */
import { eraseAttachment } from './attachments/erase-attachment.ts'
import { keepAttachment } from './attachments/keep-attachment.ts'
import { keepIncidentPhoto } from './attachments/keep-incident-photo.ts'
import { BOOKING_COMMANDS } from './booking/booking-commands.ts'
import type { Command } from './command.ts'
import { createRecord } from './create-record.ts'
import { deleteRecord } from './delete-record.ts'
import { setCertificateTemplate } from './certificates/set-certificate-template.ts'
import { setDeskSettings } from './desk-settings/set-desk-settings.ts'
import { transferRegistration } from './event-registrations/transfer-registration.ts'
import { previewEmail } from './messages/preview-email.ts'
import { resendConfirmation } from './messages/resend-confirmation.ts'
import { sendNotice } from './messages/send-notice.ts'
import { generateGroupOrder } from './orders/generate-group-order.ts'
import { generateOrder } from './orders/generate-order.ts'
import { patchRecord } from './patch-record.ts'
import { replaceRecord } from './replace-record.ts'
import { removeRoom } from './rooms/remove-room.ts'
import { saveRoom } from './rooms/save-room.ts'
import { correctScore } from './scores/correct-score.ts'
import { enterScoreEntry } from './scores/enter-score-entry.ts'
import { updateRecord } from './update-record.ts'

/** Each command checks its own input, so that its type can be forgotten here. */
const erased = <I, L>(command: Command<I, L>) => command as unknown as Command

export const COMMANDS: readonly Command[] = [erased(createRecord), erased(replaceRecord), erased(patchRecord), erased(updateRecord), erased(deleteRecord), erased(generateOrder), erased(generateGroupOrder), erased(transferRegistration), erased(sendNotice), erased(resendConfirmation), erased(previewEmail), erased(enterScoreEntry), erased(correctScore), erased(saveRoom), erased(removeRoom), erased(keepAttachment), erased(keepIncidentPhoto), erased(eraseAttachment), erased(setDeskSettings), erased(setCertificateTemplate), ...BOOKING_COMMANDS]

const byName = new Map(COMMANDS.map((command) => [command.name, command]))

/** The command of that name, undefined where this version has none. */
export function commandOf(name: string): Command | undefined {
  return byName.get(name)
}
