/** What the certificates of a program say: read by its desks, looked at and set by an administrator. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { certificatePreviewBody, certificateTemplateBody } from '../../../src-shared/commands/certificate-template.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { sampleCertificate, setCertificateTemplate } from '../commands/certificates/set-certificate-template.ts'
import { programTemplates } from '../desk/certificate-templates.ts'
import type { Desk } from '../desk/desk.ts'
import { readerOf, runOf } from './booking-route.ts'
import { placeFor } from './desk-place.ts'
import type { HttpDeps } from './http-deps.ts'
import { route } from './route.ts'

const common = { tag: 'Desk', extension: true } as const
const shown = { description: 'See src-shared/desk/certificates.ts', schema: Type.Unsafe<object>({ type: 'object' }) }
const failures = { 400: { description: 'The template cannot be used.' }, 403: { description: 'Not by an administrator' }, 404: { description: 'Program not found' } }

export function mountDeskCertificateTemplates(app: FastifyInstance, deps: HttpDeps, desk: Desk): void {
  route(app, deps, {
    ...common, method: 'GET', path: '/desk/certificate-templates', operationId: 'deskCertificateTemplates', access: 'read',
    summary: 'Programs, with what their certificates say where it is not the usual',
    responses: { 200: shown },
    async handle({ request }) {
      const place = placeFor(deps, request.identity)
      return isRefusal(place) ? place : { status: 200, body: await programTemplates(await desk.views.of(place)) }
    },
  })
  const set = runOf(setCertificateTemplate)
  route(app, deps, {
    ...common, method: 'POST', path: '/desk/certificate-templates/{program}', operationId: 'setCertificateTemplate', access: 'write', body: certificateTemplateBody,
    summary: "Set what a program's certificates say; null is the usual text", responses: { 200: shown, ...failures },
    handle: (call) => (call.request.identity.actor.scope === 'admin' ? set(call) : Promise.resolve(refuseFor('template-admins', {}))),
  })
  route(app, deps, {
    ...common, method: 'POST', path: '/desk/certificate-preview', operationId: 'deskCertificatePreview', access: 'read', body: certificatePreviewBody,
    summary: 'A template filled with somebody who is nobody', responses: { 200: shown, ...failures },
    async handle(call) {
      const { program, Template } = call.body as { program: string; Template: string }
      const found = await readerOf(deps, call).get('programs', program)
      const html = found ? sampleCertificate(found.doc, Template) : refuseFor('program-unknown', {})
      return isRefusal(html) ? html : { status: 200, body: { html } }
    },
  })
}
