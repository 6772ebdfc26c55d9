/** Photos and signatures: what kinds there are, which images are taken, and what is told of one beside its bytes. */

export const ATTACHMENT_KINDS = ['photo', 'signature', 'incident-photo'] as const
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number]

/** Images that can carry no program. */
export const IMAGE_TYPES = ['image/jpeg', 'image/png'] as const
export type ImageType = (typeof IMAGE_TYPES)[number]

/** One attachment as the window lists it; its bytes have an address of their own. */
export interface AttachmentMark {
  id: string
  kind: AttachmentKind
  media_type: ImageType
  /** ISO 8601 instants. */
  taken_at: string
  taken_by: string
  keep_until: string
}

const SIGNATURES: Record<ImageType, readonly number[]> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
}

/** What an image is by its first bytes, whatever it is called; null where it is none that is taken. */
export function imageTypeOf(bytes: Uint8Array): ImageType | null {
  return IMAGE_TYPES.find((type) => SIGNATURES[type].every((byte, i) => bytes[i] === byte)) ?? null
}
