/** What replacing, patching and merging have in common: a document before and after, checked and ready to commit. */
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import type { Doc } from '../store/store.ts'
import type { CommandContext, Decision, GuardedReader, Loaded } from './command.ts'
import { changedFields } from './field-diff.ts'
import { declared } from './record-input.ts'
import { checkDocument, checkLock, clientOwned, loadReferences, serverOwned, withoutNulls, type References } from './record-rules.ts'
import { siteOf } from './site-of.ts'

/** A record and what a request wants to make of it. */
export interface Proposal {
  current: Loaded
  /** The client's part of the new document, or why there is none. */
  proposed: Doc | Refusal
  references: References
}

/** Loads a record, computes the proposed document and loads what it newly refers to. */
export async function loadProposal(
  reader: GuardedReader,
  { collection, id }: { collection: Collection; id: string },
  propose: (current: Doc) => Doc | Refusal,
): Promise<Proposal | undefined> {
  const current = await reader.get(collection, id)
  if (!current) return undefined
  const resource = declared(collection)
  const proposed = propose(current.doc)
  if (isRefusal(proposed)) return { current, proposed, references: {} }
  const client = clientOwned(withoutNulls(proposed), resource)
  return { current, proposed: client, references: await loadReferences(reader, resource, client, current.doc) }
}

/** Decides a proposal. A station sends headquarters only the fields that changed. */
export function decideProposal({ current, proposed, references }: Proposal, context: CommandContext): Decision {
  const { collection, id } = current.key
  const resource = declared(collection)
  if (isRefusal(proposed)) return proposed
  const locked = checkLock(current.doc, proposed, context.actor)
  if (locked) return locked
  const checked = checkDocument(resource, proposed, references)
  if (isRefusal(checked)) return checked
  const after = { ...serverOwned(current.doc, resource), ...checked }
  const changed = changedFields(current.doc, after)
  const changes = Object.fromEntries(changed.map((field) => [field, after[field] ?? null]))
  return {
    changes: [{ key: current.key, before: current.doc, after, site: siteOf(collection, after, resource) }],
    answer: ([stored]) => stored,
    relay: { command: 'update-record', input: { collection, id, changes } },
  }
}
