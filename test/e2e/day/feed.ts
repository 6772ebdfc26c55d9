/** What headquarters tells every desk of the site: also what its API does not show. */
import type { ExamMorning } from '../exam-morning.ts'

interface Page {
  /** `doc` is the stored text. */
  changes: { seq: number; collection: string; id: string; doc: string | null }[]
}

/** The documents of a collection that are there, by their ids. */
export async function feedOf<Doc>({ askHq, upstream }: ExamMorning, collection: string): Promise<Map<string, Doc>> {
  const found = new Map<string, Doc>()
  for (let since = 0; ;) {
    const { changes } = await askHq<Page>(`/sync/changes?since=${since}&site=${upstream.site}&limit=1000`)
    for (const { id, doc } of changes.filter((change) => change.collection === collection)) {
      if (doc !== null) found.set(id, JSON.parse(doc) as Doc)
      else found.delete(id)
    }
    if (changes.length === 0) return found
    since = Math.max(...changes.map(({ seq }) => seq))
  }
}
