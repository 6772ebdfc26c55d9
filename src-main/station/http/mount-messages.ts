/** Notices, confirmations and previews: queued here, delivered by headquarters. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { id_characters_max, template_characters_max } from '../../../src-shared/limits.ts'
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import { certifications } from '../../../src-shared/resources/certifications.ts'
import { eventRegistrations } from '../../../src-shared/resources/event-registrations.ts'
import { examRegistrations } from '../../../src-shared/resources/exam-registrations.ts'
import { courseRegistrations } from '../../../src-shared/resources/course-registrations.ts'
import type { EmailTemplate } from '../commands/messages/message.ts'
import { previewEmail } from '../commands/messages/preview-email.ts'
import { resendConfirmation } from '../commands/messages/resend-confirmation.ts'
import { sendNotice } from '../commands/messages/send-notice.ts'
import type { HttpDeps } from './http-deps.ts'
import { idParameter, recordSchema } from './resource-schemas.ts'
import { route } from './route.ts'

const failures = { 400: { description: 'The request was not valid, or there is no e-mail address.' }, 404: { description: 'The record could not be found.' } }

/** Members of `email_template`, all strings. */
const templateSchema = Type.Object(
  Object.fromEntries(['bcc', 'body', 'cc', 'from', 'from_name', 'reply_to', 'subject'].map((name) => [name, Type.Optional(Type.String({ maxLength: template_characters_max }))])),
  { additionalProperties: false, title: 'Email Template', description: '{bcc, body, cc, from, from_name, reply_to, subject}, all strings' },
)

/** Other members of the documents' `previewEmail` bodies: accepted, and of no consequence here. */
const PREVIEW_EXTRAS: Partial<Record<Resource['collection'], readonly string[]>> = {
  registrations: ['review_id', 'type', 'abstract_id'],
}
const PREVIEW_EXTRAS_DEFAULT = ['activity_id', 'reference_id', 'application_id', 'certification_id']

export function mountMessages(app: FastifyInstance, deps: HttpDeps): void {
  mountSendNotice(app, deps, examRegistrations, '{id}/{noticeId}', 'noticeId', 'Send an exam notice')
  mountSendNotice(app, deps, certifications, '{notice_id}/{id}', 'notice_id', 'Sends an certification notice')
  for (const resource of [examRegistrations, courseRegistrations, eventRegistrations, certifications]) mountPreview(app, deps, resource)
  route(app, deps, {
    method: 'POST', path: '/registrations/{tenantId}/resendConfirmationEmail/{registration_id}', operationId: 'registrationsResendConfirmationEmail', tag: 'registrations', access: 'write',
    summary: 'Resends the confirmation email for a registration',
    params: { registration_id: idParameter(eventRegistrations) },
    responses: { 200: { description: 'Queued.', schema: Type.Object({ message_id: Type.String(), status: Type.Literal('queued') }) }, ...failures },
    handle: ({ params, run }) => run(resendConfirmation, { id: params.registration_id ?? '' }),
  })
}

function mountSendNotice(app: FastifyInstance, deps: HttpDeps, resource: Resource, tail: string, noticeParameter: string, summary: string): void {
  const { path, collection, noun } = resource
  const reason = collection === 'certifications' ? { new_status_reason_id: { description: 'The new status reason', schema: Type.String({ maxLength: id_characters_max }) } } : undefined
  route(app, deps, {
    method: 'POST', path: `/${path}/{tenantId}/sendNotice/${tail}`, operationId: `${collection}SendNotice`, tag: path, access: 'write',
    summary,
    params: { id: idParameter(resource), [noticeParameter]: { description: 'The notice' } },
    ...(reason ? { query: reason } : {}),
    responses: { 200: { description: `The ${noun} with the notice among its notices.`, schema: recordSchema(resource) }, ...failures },
    handle: ({ params, query, run }) =>
      run(sendNotice, {
        collection, id: params.id ?? '', notice_id: params[noticeParameter] ?? '',
        ...(query.new_status_reason_id === undefined ? {} : { new_status_reason_id: query.new_status_reason_id }),
      }),
  })
}

/** Text with the title that the documents make of its name: `activity_id` is Activity. */
function named(name: string) {
  const words = name.replace(/_id$/, '').split('_')
  return Type.String({ title: words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') })
}

function mountPreview(app: FastifyInstance, deps: HttpDeps, resource: Resource): void {
  const { path, collection } = resource
  const extras = PREVIEW_EXTRAS[collection] ?? PREVIEW_EXTRAS_DEFAULT
  const body = Type.Object(
    {
      ...Object.fromEntries(extras.map((name) => [name, Type.Optional(named(name))])),
      destination_email_address: Type.String({ title: 'Destination Email Address', maxLength: 320 }),
      registration_id: collection === 'certifications' ? Type.Optional(named('registration_id')) : named('registration_id'),
      email_template: Type.Optional(templateSchema),
    },
    { additionalProperties: false },
  )
  route(app, deps, {
    method: 'POST', path: `/${path}/{tenantId}/previewEmail`, operationId: `${collection}PreviewEmail`, tag: path, access: 'write',
    summary: 'Sends out a preview of the CRC notification email',
    body,
    responses: { 200: { description: 'Subject and HTML, also sent to the address.', schema: Type.Object({ subject: Type.String(), html: Type.String() }) }, ...failures },
    handle({ body: asked, run }) {
      const { registration_id, certification_id, destination_email_address, email_template } = asked as Record<string, string> & { email_template?: EmailTemplate }
      // The certifications document requires `registration_id`; either names the certification.
      const id = (collection === 'certifications' ? (certification_id ?? registration_id) : registration_id) ?? ''
      return run(previewEmail, { collection, id, to: destination_email_address ?? '', template: email_template ?? {} })
    },
  })
}
