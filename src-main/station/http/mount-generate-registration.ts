/** `generateRegistration`: a draft for a contact who comes through a registration process; nothing is stored. */
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { refuse } from '../../../src-shared/problem.ts'
import { examRegistrations } from '../../../src-shared/resources/exam-registrations.ts'
import type { Doc, Store } from '../store/store.ts'
import type { HttpDeps } from './http-deps.ts'
import { recordSchema } from './resource-schemas.ts'
import { route, type Answer } from './route.ts'

const FROM_CONTACT = ['first_name', 'last_name', 'name', 'email_address', 'city', 'state', 'country', 'job_title']
const FROM_PROCESS = ['exam_id', 'exam_offering_id']

export function mountGenerateRegistration(app: FastifyInstance, deps: HttpDeps): void {
  const { path, collection } = examRegistrations
  route(app, deps, {
    method: 'POST', path: `/${path}/{tenantId}/generateRegistration/{processId}/{contactId}`, operationId: `${collection}GenerateRegistration`,
    // Nothing is written, so a read key may ask.
    tag: path, access: 'read',
    summary: 'Generates an registration for a contact',
    params: { processId: { schema: Type.String({ minLength: 1, maxLength: 128 }) }, contactId: { schema: Type.String({ minLength: 1, maxLength: 128 }) } },
    responses: {
      200: { description: 'An unsaved draft.', schema: recordSchema(examRegistrations) },
      400: { description: 'The request was not valid.' },
      404: { description: 'There is no such process or contact.' },
    },
    handle: ({ request, params }) => generate(deps.env.store, request.identity.tenant, params.processId ?? '', params.contactId ?? ''),
  })
}

async function generate(store: Store, tenant: string, processId: string, contactId: string): Promise<Answer> {
  const [process, contact] = await Promise.all([
    store.get({ tenant, collection: 'processes', id: processId }),
    store.get({ tenant, collection: 'contacts', id: contactId }),
  ])
  if (!process) return refuse('not-found', 'The process could not be found.')
  if (!contact) return refuse('not-found', 'The contact could not be found.')
  return { status: 200, body: draftOf(contactId, JSON.parse(contact.text) as Doc, processId, JSON.parse(process.text) as Doc) }
}

/** The draft: the contact's data, what the process is for, and nothing that the server would make. */
export function draftOf(contactId: string, contact: Doc, processId: string, process: Doc): Doc {
  const person = pick(contact, FROM_CONTACT)
  const full = [person.first_name, person.last_name].filter((part) => typeof part === 'string' && part !== '').join(' ')
  return {
    status: 'draft',
    ...person,
    ...(full === '' ? {} : { name: full }),
    student_id: contactId,
    process_id: processId,
    ...pick(process, FROM_PROCESS),
  }
}

function pick(doc: Doc, fields: readonly string[]): Doc {
  return Object.fromEntries(fields.flatMap((field) => (doc[field] === undefined || doc[field] === null ? [] : [[field, doc[field]]])))
}
