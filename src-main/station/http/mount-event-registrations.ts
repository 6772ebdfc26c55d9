/** What event registrations can do beyond the generic operations. */
import { Type } from 'typebox'
import type { FastifyInstance } from 'fastify'
import { errorSentence, validate } from '../commands/validate.ts'
import { modificationPayload } from '../commands/event-registrations/modification-payload.ts'
import { schedulingConflicts } from '../commands/event-registrations/scheduling-conflicts.ts'
import { transferRegistration } from '../commands/event-registrations/transfer-registration.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import { notFound, withoutNulls } from '../commands/record-rules.ts'
import { scheduling_conflicts_max } from '../../../src-shared/limits.ts'
import { refuse } from '../../../src-shared/problem.ts'
import { eventRegistrations } from '../../../src-shared/resources/event-registrations.ts'
import type { CentralStore, Doc } from '../store/store.ts'
import type { HttpDeps } from './http-deps.ts'
import { idParameter, recordSchema } from './resource-schemas.ts'
import { route, type Answer } from './route.ts'

const common = { tag: 'registrations' } as const
/** More registrations than this nobody has at one time. */
const registrations_of_contact_max = 1_000

const anything = Type.Unsafe<object>({ type: 'object' })
const conflictsSchema = Type.Object({
  schedulingConflicts: Type.Array(Type.Object({
    first: anything, second: anything,
    start: Type.String({ description: 'Where the overlap begins' }),
    end: Type.String({ description: 'Where it ends' }),
    reason: Type.String(),
  })),
})

export function mountEventRegistrations(app: FastifyInstance, deps: HttpDeps): void {
  const { store } = deps.env
  route(app, deps, {
    ...common, method: 'POST', path: '/registrations/{tenantId}/portal/detectSchedulingConflicts', operationId: 'registrationsDetectSchedulingConflicts', access: 'read',
    summary: 'Examines a registration and detects any potential scheduling conflicts in the registration',
    body: recordSchema(eventRegistrations), check: Type.Unsafe<Doc>({ type: 'object' }),
    responses: { 200: { description: 'Every overlap; touching is none.', schema: conflictsSchema }, 400: { description: 'The registration was not valid.' } },
    handle: ({ request, body }) => detect(store, request.identity.tenant, withoutNulls(body as Doc)),
  })
  route(app, deps, {
    ...common, method: 'PUT', path: '/registrations/{tenantId}/transfer/{id}/{contactId}', operationId: 'registrationsTransfer', access: 'write',
    summary: 'Transfers a registration',
    params: { id: idParameter(eventRegistrations), contactId: { description: 'The contact who takes it over' } },
    body: Type.Object({ send_confirmation_email: Type.Optional(Type.Boolean({ title: 'Send Confirmation Email', description: 'Whether or not a confirmation email should be send to the target registrant' })) }, { additionalProperties: false }),
    bodyOptional: true,
    responses: {
      200: { description: 'The registration of its new holder.', schema: recordSchema(eventRegistrations) },
      400: { description: 'The registration is cancelled or the request was not valid.' },
      404: { description: 'The registration or the contact could not be found.' },
    },
    handle: ({ params, body, run }) => run(transferRegistration, { id: params.id ?? '', contact_id: params.contactId ?? '', ...(body as { send_confirmation_email?: boolean }) }),
  })
  route(app, deps, {
    ...common, method: 'GET', path: '/registrations/{tenantId}/registrationModificationPayload/{id}', operationId: 'registrationsModificationPayload', access: 'read',
    summary: 'Generates the payload necessary to edit a registration',
    params: { id: idParameter(eventRegistrations) },
    responses: { 400: { description: 'The request was not valid.' }, 200: { description: 'The registration as a draft.', schema: recordSchema(eventRegistrations) }, 404: { description: 'The registration could not be found.' } },
    async handle({ request, params }) {
      const record = await store.get({ tenant: request.identity.tenant, collection: 'registrations', id: params.id ?? '' })
      return record ? { status: 200, body: modificationPayload(JSON.parse(record.text) as Doc) } : notFound(eventRegistrations, 'registrations')
    },
  })
}

async function detect(store: CentralStore, tenant: string, posted: Doc): Promise<Answer> {
  const errors = validate(eventRegistrations.schema, posted)
  if (errors.length > 0) return refuse('invalid', errorSentence(errors), { errors })
  const contact = textOf(posted, 'contact_id')
  const found = contact === null ? [] : await store.query({ tenant, collection: 'registrations', where: [{ field: 'contact_id', eq: contact }], limit: registrations_of_contact_max })
  // A draft that changes a registration does not meet the one that it takes the place of.
  const own = [posted.id, posted.modified_registration_id]
  const others = found.map(({ text }) => JSON.parse(text) as Doc).filter((doc) => !own.includes(doc.id) && doc.status === 'active')
  const conflicts = schedulingConflicts(posted, others)
  if (conflicts.length > scheduling_conflicts_max) return refuse('invalid', `There are more than ${scheduling_conflicts_max} overlaps.`)
  return { status: 200, body: { schedulingConflicts: conflicts } }
}
