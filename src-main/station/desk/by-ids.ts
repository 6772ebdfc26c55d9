/** Many records of one collection, a few hundred a read. */
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { Loaded } from '../commands/command.ts'
import type { DeskView } from './desk-view.ts'

const ids_per_read = 500

/** Those that are here, by id. */
export async function byIds(view: Pick<DeskView, 'reader'>, collection: Collection, ids: readonly string[]): Promise<Map<string, Loaded>> {
  return new Map((await byField(view, collection, 'id', ids)).map((record) => [record.key.id, record]))
}

/** Those that have one of these values in a field, by which they can be found quickly. */
export async function byField({ reader }: Pick<DeskView, 'reader'>, collection: Collection, field: string, values: readonly string[]): Promise<Loaded[]> {
  const found: Loaded[] = []
  for (let i = 0; i < values.length; i += ids_per_read) {
    const where = [{ field, in: values.slice(i, i + ids_per_read) }]
    for (let after: string | undefined; ; ) {
      const page = await reader.query({ collection, where, limit: ids_per_read, ...(after === undefined ? {} : { after }) })
      found.push(...page)
      if (page.length < ids_per_read) break
      after = page.at(-1)?.key.id
    }
  }
  return found
}
