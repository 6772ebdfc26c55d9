/** Erases a photo or a signature: when its day has come, or before, with the reason. The audit log says so; the bytes are gone. */
import { eraseAttachmentInput, type EraseAttachmentInput } from '../../../../src-shared/commands/attachment-commands.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { attachmentView } from './attachment-record.ts'

export const eraseAttachment = defineCommand({
  name: 'erase-attachment',
  input: eraseAttachmentInput,
  lane: ({ attachment }: EraseAttachmentInput) => `attachment/${attachment}`,
  load: (reader: GuardedReader, { attachment }: EraseAttachmentInput) => reader.get('attachments', attachment),
  decide(found: Loaded | undefined, { second }: EraseAttachmentInput, { pushed }: CommandContext): Decision {
    // Its day came while this was on the way: what was wanted is so.
    if (!found) return pushed ? { changes: [], answer: () => null } : refuseFor('attachment-unknown', {})
    const { key, doc, site } = found
    return { changes: [{ key, before: doc, site }], signedBy: second, answer: () => attachmentView(doc) }
  },
})
