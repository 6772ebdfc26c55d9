/** Creates a registration record (the documents' `POST /{collection}/{tenantId}`). */
import { Type } from 'typebox'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { isRefusal, refuse } from '../../../src-shared/problem.ts'
import type { Doc } from '../store/store.ts'
import { defineCommand } from './command.ts'
import { declared, declaredInput, docInput } from './record-input.ts'
import { checkDocument, clientOwned, loadReferences, withoutNulls } from './record-rules.ts'
import { siteOf } from './site-of.ts'

export interface CreateRecordInput {
  collection: Collection
  doc: Doc
}

export const createRecord = defineCommand({
  name: 'create-record',
  input: Type.Object({ collection: declaredInput, doc: docInput }, { additionalProperties: false }),
  // New records do not meet one another.
  lane: () => null,
  load: (reader, { collection, doc }: CreateRecordInput) => loadReferences(reader, declared(collection), withoutNulls(doc)),
  decide(references, { collection, doc }: CreateRecordInput, context) {
    const resource = declared(collection)
    const given = withoutNulls(doc)
    if ('id' in given) return refuse('invalid', 'id is made by the server and cannot be given.', { errors: [{ path: '/id', message: 'is made by the server and cannot be given' }] })
    const checked = checkDocument(resource, clientOwned(given, resource), references)
    if (isRefusal(checked)) return checked
    const id = context.newId()
    const after = { id, ...checked }
    return {
      changes: [{ key: { tenant: context.tenant, collection, id }, after, site: siteOf(collection, after, resource) }],
      answer: ([stored]) => stored,
    }
  },
})
