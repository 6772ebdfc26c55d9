/** Sets single fields of a record. Stations send this to headquarters in place of a PUT or PATCH; a resolved conflict is one, too. */
import { Type } from 'typebox'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { refuse } from '../../../src-shared/problem.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import { setField } from '../store/fold.ts'
import type { Doc } from '../store/store.ts'
import { decideProposal, loadProposal, type Proposal } from './change-record.ts'
import { defineCommand, type CommandContext, type Decision, type GuardedReader, type Loaded } from './command.ts'
import { collectionInput, docInput, idInput, recordLane } from './record-input.ts'
import { notFound } from './record-rules.ts'

export interface UpdateRecordInput {
  collection: Collection
  id: string
  /** Field to value; null removes the field. */
  changes: Doc
}

/** Who may do what, and what is sent, is changed by commands of their own alone: a key that writes must not make itself one that rules. */
const CLOSED: ReadonlySet<Collection> = new Set<Collection>(['users', 'apiKeys', 'messages'])

export const updateRecord = defineCommand({
  name: 'update-record',
  input: Type.Object({ collection: collectionInput, id: idInput, changes: docInput }, { additionalProperties: false }),
  lane: recordLane,
  async load(reader: GuardedReader, input: UpdateRecordInput): Promise<Proposal | Loaded | undefined> {
    if (!resourceOf(input.collection)) return reader.get(input.collection, input.id)
    return loadProposal(reader, input, (current) => withChanges(current, input.changes))
  },
  decide(loaded: Proposal | Loaded | undefined, input: UpdateRecordInput, context: CommandContext): Decision {
    if (CLOSED.has(input.collection)) return refuse('forbidden', `Records of ${input.collection} cannot be changed this way.`)
    if (!loaded) return notFound(resourceOf(input.collection), input.collection)
    if ('proposed' in loaded) return decideProposal(loaded, context)
    const after = withChanges(loaded.doc, input.changes)
    // Whoever asks for what changed since then must see this, too.
    if (input.collection === 'bookingRegistrations') after.LastChangeTime = context.at
    return { changes: [{ key: loaded.key, before: loaded.doc, after, site: loaded.site }], answer: ([stored]) => stored }
  },
})

function withChanges(current: Doc, changes: Doc): Doc {
  const after = { ...current }
  for (const [field, value] of Object.entries(changes)) setField(after, field, value)
  return after
}
