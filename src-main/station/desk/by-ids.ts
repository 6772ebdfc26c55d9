/** Many records of one collection, a few hundred a read. */
import type { Collection } from '../../../src-shared/resource/collections.ts'
import type { Loaded } from '../commands/command.ts'
import type { DeskView } from './desk-view.ts'

const ids_per_read = 500

/** Those that are here, by id. */
export async function byIds({ reader }: Pick<DeskView, 'reader'>, collection: Collection, ids: readonly string[]): Promise<Map<string, Loaded>> {
  const found = new Map<string, Loaded>()
  for (let i = 0; i < ids.length; i += ids_per_read) {
    const some = ids.slice(i, i + ids_per_read)
    for (const record of await reader.query({ collection, where: [{ field: 'id', in: some }], limit: some.length })) found.set(record.key.id, record)
  }
  return found
}
