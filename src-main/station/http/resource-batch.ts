/** `POST /{path}/{tenantId}/batch`: up to 100 operations, each of which succeeds or fails by itself. */
import { Type } from 'typebox'
import { batch_operations_max } from '../../../src-shared/limits.ts'
import { isRefusal, problemDocument, PROBLEMS, refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import { ID_PATTERN } from '../../../src-shared/resource/fields.ts'
import type { Outcome } from '../commands/apply.ts'
import { createRecord } from '../commands/create-record.ts'
import { deleteRecord } from '../commands/delete-record.ts'
import { patchRecord } from '../commands/patch-record.ts'
import { errorSentence, validate } from '../commands/validate.ts'
import type { Doc } from '../store/store.ts'
import type { HttpDeps } from './http-deps.ts'
import { withinRecordLimit } from './record-limit.ts'
import { batchAnswer, batchSchema } from './resource-schemas.ts'
import type { Answer, Call, Operation } from './route.ts'

const envelope = Type.Object({ operations: Type.Array(Type.Unsafe<unknown>({}), { maxItems: batch_operations_max }) }, { additionalProperties: false })

const anId = Type.String({ pattern: ID_PATTERN, maxLength: 128 })
const noId = Type.Unsafe<string | null>({ anyOf: [{ type: 'null' }, { type: 'string', maxLength: 0 }] })
const anObject = Type.Unsafe<Doc>({ type: 'object' })
const ignored = Type.Optional(Type.Unsafe<unknown>({}))
const directives = Type.Unsafe<unknown[] | Record<string, unknown>>({ type: ['array', 'object'] })

/** What an entry has to look like, by its operation. The documents' sample sends every member every time. */
const ENTRIES = {
  create: Type.Object({ operation: Type.Literal('create'), id: Type.Optional(noId), object: anObject, patch_directives: ignored }, { additionalProperties: false }),
  patch: Type.Object({ operation: Type.Literal('patch'), id: anId, patch_directives: directives, object: ignored }, { additionalProperties: false }),
  delete: Type.Object({ operation: Type.Literal('delete'), id: anId, object: ignored, patch_directives: ignored }, { additionalProperties: false }),
}

interface Entry {
  operation: keyof typeof ENTRIES
  id?: string
  object?: Doc
  patch_directives?: unknown[] | Record<string, unknown>
}

export function batchOperation(resource: Resource, deps: HttpDeps): Operation {
  return {
    method: 'POST', path: `/${resource.path}/{tenantId}/batch`, operationId: `${resource.collection}Batch`, tag: resource.path, access: 'write',
    summary: 'Execute Batch Operations',
    description: `At most ${batch_operations_max} operations, in order; each succeeds or fails by itself.`,
    body: batchSchema, check: envelope, ...(resource.example ? { example: { operations: [{ operation: 'create', object: resource.example }] } } : {}),
    responses: { 200: { description: 'Request completed successfully.', schema: batchAnswer }, 400: { description: 'The request was not valid.' } },
    handle: (call) => runBatch(resource, deps, call),
  }
}

async function runBatch(resource: Resource, deps: HttpDeps, call: Call): Promise<Answer> {
  const { operations } = call.body as { operations: unknown[] }
  const results: Doc[] = []
  // One after the other: a later entry may rest on an earlier one.
  for (const [i, entry] of operations.entries()) results.push(toResult(entry, await runEntry(resource, deps, call, i, entry)))
  const success_count = results.filter(({ error }) => error === undefined).length
  return { status: 200, body: { success_count, error_count: results.length - success_count, results } }
}

async function runEntry({ collection }: Resource, deps: HttpDeps, { request, runPart }: Call, i: number, raw: unknown): Promise<Outcome> {
  const entry = checkEntry(raw)
  if (isRefusal(entry)) return entry
  const { operation, id = '', object = {} } = entry
  switch (operation) {
    case 'create': return withinRecordLimit(deps, request.identity.tenant, collection, () => runPart(i, createRecord, { collection, doc: object }))
    case 'delete': return runPart(i, deleteRecord, { collection, id })
    default: {
      const list = directiveList(entry.patch_directives)
      return isRefusal(list) ? list : runPart(i, patchRecord, { collection, id, directives: list })
    }
  }
}

function checkEntry(raw: unknown): Entry | Refusal {
  const name = (raw as Entry | null)?.operation
  const schema = typeof name === 'string' && Object.hasOwn(ENTRIES, name) ? ENTRIES[name] : undefined
  const errors = schema ? validate(schema, raw) : [{ path: '/operation', message: `must be one of: ${Object.keys(ENTRIES).join(', ')}` }]
  return errors.length > 0 ? refuse('invalid', errorSentence(errors), { errors }) : (raw as Entry)
}

/** An array, or the documents' object with the keys "0", "1", … without a gap. */
function directiveList(given: Entry['patch_directives'] = []): unknown[] | Refusal {
  if (Array.isArray(given)) return given
  const list = Object.keys(given).map((_, i) => given[String(i)])
  if (!list.includes(undefined)) return list
  return refuse('invalid', 'patch_directives must have the keys "0", "1", … without a gap.', { errors: [{ path: '/patch_directives', message: 'must have the keys "0", "1", … without a gap' }] })
}

function toResult(raw: unknown, outcome: Outcome): Doc {
  const { id, operation } = (typeof raw === 'object' && raw !== null ? raw : {}) as { id?: unknown; operation?: unknown }
  const named = { id: typeof id === 'string' && id !== '' ? id : null, operation: operation ?? null }
  if (isRefusal(outcome)) return { ...named, status: PROBLEMS[outcome.refused].status, error: problemDocument(outcome) }
  const made = (outcome.body as Doc | null)?.id
  return { ...named, id: named.id ?? made ?? null, status: outcome.status, object: outcome.body }
}
