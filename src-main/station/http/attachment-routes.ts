/** Photos and signatures: kept, and erased before their time. Their bytes are shown at the desk alone; see desk-attachments.ts. */
import type { FastifyInstance } from 'fastify'
import { attachmentShape, eraseAttachmentBody, keepAttachmentBody, keepIncidentPhotoBody } from '../../../src-shared/commands/attachment-commands.ts'
import { eraseAttachment } from '../commands/attachments/erase-attachment.ts'
import { keepAttachment } from '../commands/attachments/keep-attachment.ts'
import { keepIncidentPhoto } from '../commands/attachments/keep-incident-photo.ts'
import { answers, EVENT, REGISTRATION, runWith } from './booking-route.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'
import { aLead, runSigned } from './signed.ts'

const common = { tag: 'The desk', extension: true, method: 'POST', access: 'write' } as const

export function mountAttachments(app: FastifyInstance, deps: HttpDeps): void {
  route(app, deps, {
    ...common, path: '/api/registrations/{registration}/attachments', operationId: 'keepAttachment', params: REGISTRATION, body: keepAttachmentBody,
    summary: 'Keep a photo or a signature of a candidate',
    description: 'JPEG or PNG, by the first bytes. It is erased some days after the sitting.',
    responses: answers(attachmentShape, { 404: { description: 'Registration not found' }, 409: { description: 'The candidate has too many already' } }),
    handle: runWith(keepAttachment),
  })
  route(app, deps, {
    ...common, path: '/api/events/{event}/incidents/photo', operationId: 'keepIncidentPhoto', params: EVENT, body: keepIncidentPhotoBody,
    summary: 'Keep a photo of what an incident report is about',
    responses: answers(attachmentShape, { 404: { description: 'Event or incident not found' }, 409: { description: 'The report has too many already' } }),
    handle: runWith(keepIncidentPhoto),
  })
  route(app, deps, {
    ...common, path: '/api/attachments/{attachment}/erase', operationId: 'eraseAttachment', body: eraseAttachmentBody,
    summary: 'Erase a photo or a signature before its time, with the reason',
    responses: answers(attachmentShape, { 403: { description: 'Not by a lead, nor signed by one' }, 404: { description: 'Attachment not found' } }),
    handle: runSigned(deps, eraseAttachment, aLead, 'A photo or a signature is erased by a lead. A lead has to sign with their PIN.'),
  })
}
