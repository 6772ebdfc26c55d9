/** Puts what this laptop has not sent into a rescue file. Changes nothing here: the laptop may go on and send it itself. */
import { rescue_writes_max } from '../../../src-shared/limits.ts'
import type { Store } from '../store/store.ts'
import { tenantOf } from '../desk/place.ts'
import { sealRescue } from './rescue-file.ts'
import { newRescuePhrase } from './rescue-phrase.ts'

export interface SavedRescue {
  file: Uint8Array
  /** Opens the file; it is kept nowhere. */
  phrase: string
  writes: number
  cards: number
}

/** @param now ISO 8601 instant; undefined is answered where nothing waits */
export async function saveRescue(store: Store, now: string): Promise<SavedRescue | undefined> {
  const writes = store.outbox.unsent(rescue_writes_max, null).map(({ operation, effects }) => ({ operation, effects: [...effects] }))
  const cards = store.outbox.conflicts()
  const tenant = tenantOf(store)
  if (tenant === undefined || writes.length + cards.length === 0) return undefined
  const phrase = newRescuePhrase()
  const { node } = store.outbox.state()
  const file = await sealRescue({ tenant, site: store.meta.get('site') ?? null, node, made_at: now, writes, cards }, phrase)
  return { file, phrase, writes: writes.length, cards: cards.length }
}

/** "hallpass-rescue-2026-11-22T16-04.age" */
export function rescueName(now: string): string {
  return `hallpass-rescue-${now.slice(0, 16).replaceAll(':', '-')}.age`
}
