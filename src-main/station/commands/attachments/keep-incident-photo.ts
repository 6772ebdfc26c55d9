/** Keeps a photo of what an incident report is about. */
import { keepIncidentPhotoInput, type KeepIncidentPhotoInput } from '../../../../src-shared/commands/attachment-commands.ts'
import { photos_per_incident_max } from '../../../../src-shared/limits.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { isRefusal } from '../../../../src-shared/problem.ts'
import type { DeskSettings } from '../../../../src-shared/desk/settings.ts'
import { eventNotFound } from '../booking/clock-stops.ts'
import { loadEvent } from '../booking/load-event.ts'
import { textOf } from '../booking/stored-values.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from '../command.ts'
import { loadDeskSettings } from '../desk-settings/load-desk-settings.ts'
import { siteOf } from '../site-of.ts'
import { attachmentOf, attachmentView, keepUntilOf } from './attachment-record.ts'

interface State {
  event: Loaded | undefined
  incident: Loaded | undefined
  settings: DeskSettings
  count: number
}

export const keepIncidentPhoto = defineCommand({
  name: 'keep-incident-photo',
  input: keepIncidentPhotoInput,
  lane: ({ IncidentIdentifier }: KeepIncidentPhotoInput) => `incident/${IncidentIdentifier}`,
  async load(reader: GuardedReader, { event: id, IncidentIdentifier }: KeepIncidentPhotoInput): Promise<State> {
    const event = await loadEvent(reader, id)
    return {
      event, incident: await reader.get('incidents', IncidentIdentifier),
      settings: await loadDeskSettings(reader, textOf(event?.doc, 'EventVenue')),
      count: await reader.count({ collection: 'attachments', where: [{ field: 'IncidentIdentifier', eq: IncidentIdentifier }] }),
    }
  },
  decide({ event, incident, settings, count }: State, input: KeepIncidentPhotoInput, context: CommandContext): Decision {
    if (!event) return eventNotFound()
    if (!incident || (!context.pushed && textOf(incident.doc, 'EventIdentifier') !== event.key.id)) return refuseFor('incident-unknown', {})
    if (context.pushed && input.Data === '') return { changes: [], answer: () => null }
    if (!context.pushed && count >= photos_per_incident_max) return refuseFor('photos-many', { n: count })
    const registration = textOf(incident.doc, 'RegistrationIdentifier')
    const of = { ...(registration === null ? {} : { RegistrationIdentifier: registration }), EventIdentifier: event.key.id, IncidentIdentifier: incident.key.id }
    const attachment = attachmentOf({ kind: 'incident-photo', image: input, of, keepUntil: keepUntilOf(event.doc, undefined, settings.keep_attachments_days, context) }, context)
    if (isRefusal(attachment)) return attachment
    return {
      changes: [{ key: { tenant: context.tenant, collection: 'attachments', id: String(attachment.id) }, after: attachment, site: siteOf('attachments', attachment, undefined, event.doc) }],
      answer: ([stored]) => attachmentView(stored ?? attachment),
    }
  },
})
