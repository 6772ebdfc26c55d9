/** Fills in what the server owns in a document that is about to be stored. */
import type { Doc } from '../store/store.ts'

export interface Stamp {
  actorId: string
  /** When this store writes it, ISO 8601 UTC. */
  at: string
}

/** The document with its version, times and people. `before` is absent for a new record. */
export function stamp(after: Doc, before: Doc | undefined, { actorId, at }: Stamp): Doc {
  const version = typeof before?.sys_version === 'number' ? before.sys_version + 1 : 1
  return {
    ...after,
    sys_version: version,
    sys_created_at: before?.sys_created_at ?? at,
    sys_created_by_id: before?.sys_created_by_id ?? actorId,
    sys_last_modified_at: at,
    sys_last_modified_by_id: actorId,
  }
}
