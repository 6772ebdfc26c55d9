/** A created record carries its id at this station as `sys_external_id`, so that a create whose answer was lost is found instead of repeated. */
import type { Doc } from '../../store/store.ts'

const FIELD = 'sys_external_id'
const tagOf = (local: string) => `hallpass-${local}`

/** The body of a create. A client's own external id is left as it is. */
export function tagged(doc: Doc, local: string): Doc {
  return typeof doc[FIELD] === 'string' ? doc : { ...doc, [FIELD]: tagOf(local) }
}

/** Whether a record at the server is the one that was made here under this id. */
export function hasTag(doc: Doc, local: string): boolean {
  return doc[FIELD] === tagOf(local)
}

/** The document without the tag that this station put on it. */
export function untagged(doc: Doc): Doc {
  if (doc[FIELD] !== tagOf(String(doc.id))) return doc
  const { [FIELD]: _tag, ...rest } = doc
  return rest
}
