/** A photo or signature as a record: checked by its first bytes, with the day on which it is erased. Pure. */
import { imageTypeOf, type AttachmentKind, type AttachmentMark, type ImageType } from '../../../../src-shared/attachments.ts'
import type { Attachment } from '../../../../src-shared/commands/attachment-commands.ts'
import { photo_bytes_max, signature_bytes_max } from '../../../../src-shared/limits.ts'
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../../src-shared/problem.ts'
import type { Doc } from '../../store/store.ts'
import { durationOf } from '../booking/event-view.ts'
import { textOf } from '../booking/stored-values.ts'
import type { CommandContext } from '../command.ts'
import { toInstant } from '../iso-time.ts'

const minute_ms = 60_000
const day_ms = 86_400_000

const BYTES_MAX: Record<AttachmentKind, number> = { photo: photo_bytes_max, 'incident-photo': photo_bytes_max, signature: signature_bytes_max }

export interface Taken {
  kind: AttachmentKind
  image: { MediaType: ImageType; Data: string; At?: string }
  /** The records that it belongs to. */
  of: { RegistrationIdentifier?: string; EventIdentifier?: string; IncidentIdentifier?: string }
  keepUntil: string
}

/** The record, or why the image is not taken. */
export function attachmentOf({ kind, image, of, keepUntil }: Taken, context: CommandContext): Doc | Refusal {
  const bytes = Buffer.from(image.Data, 'base64')
  const wrong = wrongImage(bytes, kind, image.MediaType)
  if (wrong) return wrong
  return {
    id: context.newId(), Kind: kind, ...of,
    MediaType: image.MediaType, Size: bytes.length, TakenAt: toInstant(image.At) ?? context.at, TakenBy: context.actor.name, KeepUntil: keepUntil,
    Data: bytes.toString('base64'),
  }
}

function wrongImage(bytes: Buffer, kind: AttachmentKind, type: ImageType): Refusal | undefined {
  const at = (path: string, message: string) => ({ errors: [{ path, message }] })
  const most = BYTES_MAX[kind]
  if (bytes.length > most) return refuseFor('image-large', { bytes: bytes.length, kind: kind.replace('-', ' '), most }, at('/Data', `must not be larger than ${most} bytes`))
  const found = imageTypeOf(bytes)
  if (found === null) return refuseFor('image-unreadable', {}, at('/Data', 'is no image'))
  return found === type ? undefined : refuseFor('image-other-type', { found, given: type }, at('/MediaType', `is not what the bytes are: ${found}`))
}

/** So many days after the sitting ends, or after now where there is none. */
export function keepUntilOf(event: Doc | undefined, form: Doc | undefined, days: number, context: CommandContext): string {
  const start = Date.parse(textOf(event, 'EventStart') ?? '')
  const end = start + durationOf(event, form) * minute_ms
  return new Date(Math.max(Number.isNaN(end) ? 0 : end, Date.parse(context.at)) + days * day_ms).toISOString()
}

/** As it is answered: never with the bytes. */
export function attachmentView(doc: Doc): Attachment {
  return {
    AttachmentIdentifier: String(doc.id),
    Kind: doc.Kind as AttachmentKind,
    RegistrationIdentifier: textOf(doc, 'RegistrationIdentifier'),
    EventIdentifier: textOf(doc, 'EventIdentifier'),
    IncidentIdentifier: textOf(doc, 'IncidentIdentifier'),
    MediaType: String(doc.MediaType),
    Size: Number(doc.Size),
    TakenAt: textOf(doc, 'TakenAt'),
    TakenBy: textOf(doc, 'TakenBy'),
    KeepUntil: textOf(doc, 'KeepUntil'),
  }
}

/** As the window lists it. */
export function attachmentMark(doc: Doc): AttachmentMark {
  return {
    id: String(doc.id), kind: doc.Kind as AttachmentKind, media_type: doc.MediaType as ImageType,
    taken_at: textOf(doc, 'TakenAt') ?? '', taken_by: textOf(doc, 'TakenBy') ?? '', keep_until: textOf(doc, 'KeepUntil') ?? '',
  }
}
