/** Keeps a photo or a signature of a candidate. A newer one is shown in place of an older one, which stays until its day. */
import { keepAttachmentInput, type KeepAttachmentInput } from '../../../../src-shared/commands/attachment-commands.ts'
import { attachments_per_registration_max } from '../../../../src-shared/limits.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { isRefusal } from '../../../../src-shared/problem.ts'
import type { DeskSettings } from '../../../../src-shared/desk/settings.ts'
import { loadRegistration, registrationNotFound, type LoadedRegistration } from '../booking/load-registration.ts'
import { textOf } from '../booking/stored-values.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader } from '../command.ts'
import { loadDeskSettings } from '../desk-settings/load-desk-settings.ts'
import { siteOf } from '../site-of.ts'
import { attachmentOf, attachmentView, keepUntilOf } from './attachment-record.ts'

interface State {
  found: LoadedRegistration
  settings: DeskSettings
  count: number
}

export const keepAttachment = defineCommand({
  name: 'keep-attachment',
  input: keepAttachmentInput,
  lane: ({ registration }: KeepAttachmentInput) => `registration/${registration}`,
  async load(reader: GuardedReader, { registration }: KeepAttachmentInput): Promise<State | undefined> {
    const found = await loadRegistration(reader, registration)
    if (!found) return undefined
    const settings = await loadDeskSettings(reader, textOf(found.event?.doc, 'EventVenue'))
    return { found, settings, count: await reader.count({ collection: 'attachments', where: [{ field: 'RegistrationIdentifier', eq: registration }] }) }
  },
  decide(state: State | undefined, input: KeepAttachmentInput, context: CommandContext): Decision {
    if (!state) return registrationNotFound()
    // It was here, its day came, and it was erased at its station too: there is nothing left to keep.
    if (context.pushed && input.Data === '') return { changes: [], answer: () => null }
    const { registration, event, form } = state.found
    if (!context.pushed && state.count >= attachments_per_registration_max) return refuseFor('images-many', { n: state.count })
    const of = { RegistrationIdentifier: registration.key.id, ...(event ? { EventIdentifier: event.key.id } : {}) }
    const keepUntil = keepUntilOf(event?.doc, form, state.settings.keep_attachments_days, context)
    const attachment = attachmentOf({ kind: input.Kind, image: input, of, keepUntil }, context)
    if (isRefusal(attachment)) return attachment
    const site = event ? siteOf('attachments', attachment, undefined, event.doc) : registration.site
    return {
      changes: [{ key: { tenant: context.tenant, collection: 'attachments', id: String(attachment.id) }, after: attachment, site }],
      // A registration cannot be deleted while its photo is being stored.
      touches: [registration.key],
      answer: ([stored]) => attachmentView(stored ?? attachment),
    }
  },
})
