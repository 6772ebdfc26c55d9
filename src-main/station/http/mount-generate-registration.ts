/** `generateRegistration`: a draft for a contact who comes through a registration process; nothing is stored. */
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { id_characters_max } from '../../../src-shared/limits.ts'
import { refuse } from '../../../src-shared/problem.ts'
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import { courseRegistrations } from '../../../src-shared/resources/course-registrations.ts'
import { examRegistrations } from '../../../src-shared/resources/exam-registrations.ts'
import type { CentralStore, Doc } from '../store/store.ts'
import type { HttpDeps } from './http-deps.ts'
import { recordSchema } from './resource-schemas.ts'
import { route, type Answer } from './route.ts'

const FROM_CONTACT = ['first_name', 'last_name', 'name', 'email_address', 'city', 'state', 'country', 'job_title']
const anyId = Type.String({ minLength: 1, maxLength: id_characters_max })

export function mountGenerateRegistration(app: FastifyInstance, deps: HttpDeps): void {
  mountFor(app, deps, examRegistrations, ['exam_id', 'exam_offering_id'])
  mountFor(app, deps, courseRegistrations, ['course_id', 'course_offering_id'])
}

function mountFor(app: FastifyInstance, deps: HttpDeps, resource: Resource, fromProcess: readonly string[]): void {
  const { path, collection } = resource
  route(app, deps, {
    method: 'POST', path: `/${path}/{tenantId}/generateRegistration/{processId}/{contactId}`, operationId: `${collection}GenerateRegistration`,
    // Nothing is written, so a read key may ask.
    tag: path, access: 'read',
    summary: 'Generates an registration for a contact',
    params: { processId: { description: 'The process id', schema: anyId }, contactId: { description: 'The contact', schema: anyId } },
    responses: {
      200: { description: 'An unsaved draft.', schema: recordSchema(resource) },
      400: { description: 'The request was not valid.' },
      404: { description: 'There is no such process or contact.' },
    },
    handle: ({ request, params }) => generate(deps.env.store, request.identity.tenant, params.processId ?? '', params.contactId ?? '', fromProcess),
  })
}

async function generate(store: CentralStore, tenant: string, processId: string, contactId: string, fromProcess: readonly string[]): Promise<Answer> {
  const [process, contact] = await Promise.all([
    store.get({ tenant, collection: 'processes', id: processId }),
    store.get({ tenant, collection: 'contacts', id: contactId }),
  ])
  if (!process) return refuse('not-found', 'The process could not be found.')
  if (!contact) return refuse('not-found', 'The contact could not be found.')
  const offered = pick(JSON.parse(process.text) as Doc, fromProcess)
  return { status: 200, body: draftOf(contactId, JSON.parse(contact.text) as Doc, processId, offered) }
}

/** The draft: the contact's data, what the process is for, and nothing that the server would make. */
function draftOf(contactId: string, contact: Doc, processId: string, offered: Doc): Doc {
  const person = pick(contact, FROM_CONTACT)
  const full = [person.first_name, person.last_name].filter((part) => typeof part === 'string' && part !== '').join(' ')
  return { status: 'draft', ...person, ...(full === '' ? {} : { name: full }), student_id: contactId, process_id: processId, ...offered }
}

function pick(doc: Doc, fields: readonly string[]): Doc {
  return Object.fromEntries(fields.flatMap((field) => (doc[field] === undefined || doc[field] === null ? [] : [[field, doc[field]]])))
}
