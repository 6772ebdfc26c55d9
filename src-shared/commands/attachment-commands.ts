/** Requests about photos and signatures; extensions of Hallpass. */
import { Type, type Static } from 'typebox'
import { ATTACHMENT_KINDS, IMAGE_TYPES, type ImageType } from '../attachments.ts'
import { id_characters_max, photo_bytes_max } from '../limits.ts'
import { ID_PATTERN } from '../resource/fields.ts'
import { aboutEvent, aboutRegistration, body, instant, saidWords, uuid } from './booking-fields.ts'
import { second, signOff } from './clock-commands.ts'

const base64_characters_max = Math.ceil(photo_bytes_max / 3) * 4
const mediaType = () => Type.Unsafe<ImageType>({ type: 'string', enum: [...IMAGE_TYPES], description: 'What the image is; its first bytes have to agree' })
// Empty at headquarters alone: a write that comes again after its bytes were erased.
const data = () => Type.String({ description: 'The image, base64', pattern: '^[A-Za-z0-9+/]*={0,2}$', maxLength: base64_characters_max })
const image = { MediaType: mediaType(), Data: data(), At: Type.Optional(instant('When it was taken (ISO 8601); now where absent')) }

export const keepAttachmentBody = body({ Kind: Type.Unsafe<'photo' | 'signature'>({ type: 'string', enum: ['photo', 'signature'], description: 'What it shows' }), ...image })
export const keepAttachmentInput = aboutRegistration(keepAttachmentBody.properties)
export type KeepAttachmentInput = Static<typeof keepAttachmentInput>

export const keepIncidentPhotoBody = body({ IncidentIdentifier: uuid('The incident that it shows'), ...image })
export const keepIncidentPhotoInput = aboutEvent(keepIncidentPhotoBody.properties)
export type KeepIncidentPhotoInput = Static<typeof keepIncidentPhotoInput>

const erased = { Reason: saidWords('Why it is erased before its time') }
export const eraseAttachmentBody = body({ ...erased, SignOff: signOff() })
export const eraseAttachmentInput = body({ attachment: Type.String({ description: 'The attachment', pattern: ID_PATTERN, maxLength: id_characters_max }), ...erased, second: second() })
export type EraseAttachmentInput = Static<typeof eraseAttachmentInput>

const maybe = (description: string) => Type.Unsafe<string | null>({ type: ['string', 'null'], description })

/** What is answered: never the bytes. */
export const attachmentShape = Type.Object({
  AttachmentIdentifier: Type.String(),
  Kind: Type.Unsafe<(typeof ATTACHMENT_KINDS)[number]>({ type: 'string', enum: [...ATTACHMENT_KINDS] }),
  RegistrationIdentifier: maybe('The registration that it belongs to'),
  EventIdentifier: maybe('The event'),
  IncidentIdentifier: maybe('The incident that it shows'),
  MediaType: Type.String(),
  Size: Type.Integer({ description: 'Bytes' }),
  TakenAt: maybe('When it was taken'),
  TakenBy: maybe('Who took it'),
  KeepUntil: maybe('When it is erased'),
})
export type Attachment = Static<typeof attachmentShape>
