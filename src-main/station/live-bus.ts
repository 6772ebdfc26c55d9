/** Tells windows what changed, as it changes: one event for each collection of a commit. */
import type { LiveEvent } from '../../src-shared/ipc.ts'
import type { CentralStore } from './store/store.ts'

export interface LiveBus {
  emit(event: LiveEvent): void
  on(listener: (event: LiveEvent) => void): () => void
}

/** A bus that hears every commit of the store. */
export function makeLiveBus(store: CentralStore): LiveBus {
  const listeners = new Set<(event: LiveEvent) => void>()
  const emit = (event: LiveEvent) => listeners.forEach((listener) => listener(event))
  store.onCommit(({ keys }) => {
    const ids = Map.groupBy(keys, ({ collection }) => collection)
    for (const [collection, changed] of ids) emit({ type: 'change', collection, ids: changed.map(({ id }) => id) })
  })
  return {
    emit,
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
