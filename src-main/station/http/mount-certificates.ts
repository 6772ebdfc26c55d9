/** Certificates of event registrations and certifications, and their previews. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { template_characters_max } from '../../../src-shared/limits.ts'
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import { certifications } from '../../../src-shared/resources/certifications.ts'
import { eventRegistrations } from '../../../src-shared/resources/event-registrations.ts'
import { certificateHtml } from '../commands/certificates/certificate.ts'
import { guardedReader } from '../commands/guarded-reader.ts'
import { loadMessageRecord } from '../commands/messages/message-record.ts'
import { notFound } from '../commands/record-rules.ts'
import type { HttpDeps } from './http-deps.ts'
import { idParameter } from './resource-schemas.ts'
import { route, type Answer } from './route.ts'

const html = Type.Object({ html: Type.String() })
const failures = { 400: { description: 'The template or the request was not valid.' }, 404: { description: 'The record could not be found.' } }

export function mountCertificates(app: FastifyInstance, deps: HttpDeps): void {
  mountFor(app, deps, eventRegistrations, 'registration_id')
  mountFor(app, deps, certifications, 'certification_id')
}

function mountFor(app: FastifyInstance, deps: HttpDeps, resource: Resource, idField: string): void {
  const { path, collection } = resource
  route(app, deps, {
    method: 'GET', path: `/${path}/{tenantId}/certificate/{id}`, operationId: `${collection}Certificate`, tag: path, access: 'read',
    summary: 'Downloads a Certificate',
    params: { id: idParameter(resource) },
    query: { downloadAsHtml: { description: 'If true, return the certificate as HTML', schema: Type.Boolean() } },
    responses: { 200: { description: 'The HTML as a JSON string.', schema: Type.String() }, ...failures },
    async handle({ request, params, query }) {
      const made = await make(deps, resource, request.identity.tenant, params.id ?? '')
      if (typeof made !== 'string') return made
      return query.downloadAsHtml === 'true' ? { status: 200, body: made, contentType: 'text/html; charset=utf-8' } : { status: 200, body: made }
    },
  })
  route(app, deps, {
    method: 'POST', path: `/${path}/{tenantId}/previewCertificate`, operationId: `${collection}PreviewCertificate`, tag: path, access: 'read',
    summary: 'Sends out a preview of the CRC notification certificate',
    body: Type.Object({ [idField]: Type.String({ title: idField === 'certification_id' ? 'Certification' : 'Registration' }), certificate_template: Type.String({ title: 'Certificate Template', maxLength: template_characters_max, description: 'Liquid source' }) }, { additionalProperties: false }),
    responses: { 200: { description: 'The certificate.', schema: html }, ...failures },
    async handle({ request, body }) {
      const { certificate_template, ...named } = body as Record<string, string>
      const made = await make(deps, resource, request.identity.tenant, named[idField] ?? '', certificate_template)
      return typeof made === 'string' ? { status: 200, body: { html: made } } : made
    },
  })
}

async function make(deps: HttpDeps, resource: Resource, tenant: string, id: string, template?: string): Promise<string | Answer> {
  const record = await loadMessageRecord(guardedReader(deps.env.store, tenant).reader, resource.collection, id)
  if (!record) return notFound(resource, resource.collection)
  return certificateHtml(record, template)
}
