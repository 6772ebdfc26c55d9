/** Changes a record by RFC 6902 directives (the documents' PATCH): one version step for the whole, or nothing. */
import { Type } from 'typebox'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { isRefusal, refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { Doc } from '../store/store.ts'
import { decideProposal, loadProposal } from './change-record.ts'
import { defineCommand } from './command.ts'
import { changedFields } from './field-diff.ts'
import { patchDocument } from './json-patch.ts'
import { declared, declaredInput, idInput, recordLane } from './record-input.ts'
import { notFound } from './record-rules.ts'

export interface PatchRecordInput {
  collection: Collection
  id: string
  directives: unknown[]
}

export const patchRecord = defineCommand({
  name: 'patch-record',
  input: Type.Object({ collection: declaredInput, id: idInput, directives: Type.Array(Type.Unsafe<unknown>({}), { maxItems: 10_000 }) }, { additionalProperties: false }),
  lane: recordLane,
  load: (reader, input: PatchRecordInput) => loadProposal(reader, input, (current) => patched(current, input)),
  decide: (proposal, { collection }: PatchRecordInput, context) =>
    proposal ? decideProposal(proposal, context) : notFound(declared(collection), collection),
})

function patched(current: Doc, { collection, directives }: PatchRecordInput): Doc | Refusal {
  const { serverOwned } = declared(collection)
  const after = patchDocument(current, directives, serverOwned)
  if (isRefusal(after)) return after
  // A replacement of the whole document may carry the server's fields only as they are.
  const touched = changedFields(current, after).find((field) => serverOwned.includes(field))
  if (touched === undefined) return after
  return refuse('invalid', `${touched} belongs to the server and cannot be changed.`, { errors: [{ path: `/${touched}`, message: 'belongs to the server and cannot be changed' }] })
}
