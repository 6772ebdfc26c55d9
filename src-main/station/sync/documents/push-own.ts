/** What the desk needs and the server has no place for: it stays on this station, and the status says so. */
import { isCollection } from '../../../../src-shared/resource/collections.ts'
import type { Doc, Operation } from '../../store/store.ts'
import type { Found } from './local-feed.ts'
import { pushUpdate } from './push-record.ts'
import { applied, wroteIn, type PushParts, type Verdict } from './verdict.ts'

/** Everything that the write changed stays as it is shown here. */
export async function pushKeptHere(parts: PushParts, operation: Operation): Promise<Verdict> {
  parts.lacks('only-here')
  return applied(await shownHere(parts, operation, () => true))
}

/** One person's entry of a score stays here; the score that two agree on, or a lead corrects, is a field of the document. */
export async function pushScoreEntry(parts: PushParts, operation: Operation): Promise<Verdict> {
  parts.lacks('only-here')
  const entries = await shownHere(parts, operation, (collection) => collection !== 'examRegistrations')
  const [id] = wroteIn(operation, 'examRegistrations').keys()
  if (id === undefined) return applied(entries)
  const { result, found } = await pushUpdate(parts, operation, { collection: 'examRegistrations', id })
  return { result, found: [...found, ...entries] }
}

async function shownHere({ store, tenant }: PushParts, { wrote }: Operation, wanted: (collection: string) => boolean): Promise<Found[]> {
  const found: Found[] = []
  for (const name of Object.keys(wrote)) {
    const slash = name.indexOf('/')
    const [collection, id] = [name.slice(0, slash), name.slice(slash + 1)]
    if (!isCollection(collection) || !wanted(collection)) continue
    const record = await store.get({ tenant, collection, id })
    if (record) found.push({ collection, id, doc: JSON.parse(record.text) as Doc })
  }
  return found
}
