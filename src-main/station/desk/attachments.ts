/** The photos and signatures of one candidate and of incidents, without their bytes. */
import type { AttachmentKind, AttachmentMark } from '../../../src-shared/attachments.ts'
import { attachments_per_registration_max, photos_per_incident_max } from '../../../src-shared/limits.ts'
import { attachmentMark } from '../commands/attachments/attachment-record.ts'
import type { DeskView } from './desk-view.ts'

type View = Pick<DeskView, 'reader' | 'now'>

/** The newest photo and the newest signature that may still be shown. */
export async function attachmentsOf({ reader, now }: View, registration: string): Promise<Record<'photo' | 'signature', AttachmentMark | null>> {
  const found = await reader.query({ collection: 'attachments', where: [{ field: 'RegistrationIdentifier', eq: registration }, { field: 'Kind', in: ['photo', 'signature'] }], limit: attachments_per_registration_max * 2 })
  const marks = found.map(({ doc }) => attachmentMark(doc)).filter(isKept(now)).sort(byAge)
  const newest = (kind: AttachmentKind) => marks.findLast((mark) => mark.kind === kind) ?? null
  return { photo: newest('photo'), signature: newest('signature') }
}

/** The photos of these incident reports, each with the first first. */
export async function incidentPhotos({ reader, now }: View, incidents: readonly string[]): Promise<Map<string, AttachmentMark[]>> {
  const found = await reader.query({ collection: 'attachments', where: [{ field: 'IncidentIdentifier', in: incidents }], limit: photos_per_incident_max * Math.max(1, incidents.length) })
  const photos = new Map<string, AttachmentMark[]>()
  for (const { doc } of found) photos.set(String(doc.IncidentIdentifier), [...(photos.get(String(doc.IncidentIdentifier)) ?? []), attachmentMark(doc)])
  return new Map([...photos].map(([incident, marks]) => [incident, marks.filter(isKept(now)).sort(byAge)]))
}

const isKept = (now: string) => ({ keep_until }: AttachmentMark) => Date.parse(keep_until) > Date.parse(now)

function byAge(one: AttachmentMark, other: AttachmentMark): number {
  return Date.parse(one.taken_at) - Date.parse(other.taken_at) || (one.id < other.id ? -1 : 1)
}
