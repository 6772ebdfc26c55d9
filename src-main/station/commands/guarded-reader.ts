/** A reader that remembers which version of which record a decision rests on. */
import type { Commit, Key, Reader } from '../store/store.ts'
import { toLoaded, type GuardedReader } from './command.ts'

export function guardedReader(store: Reader, tenant: string): { reader: GuardedReader; guards: () => Commit['guards'] } {
  const seen = new Map<string, { key: Key; rev: number }>()
  const reader: GuardedReader = {
    async get(collection, id) {
      const key: Key = { tenant, collection, id }
      const record = await store.get(key)
      const name = `${collection}/${id}`
      // The first reading counts: a decision that saw two versions must not commit.
      if (!seen.has(name)) seen.set(name, { key, rev: record?.rev ?? 0 })
      return record && toLoaded(record)
    },
    query: async (query) => (await store.query({ tenant, ...query })).map(toLoaded),
    count: (query) => store.count({ tenant, ...query }),
  }
  return { reader, guards: () => [...seen.values()] }
}
