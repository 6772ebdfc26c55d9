/**
 * Takes the work of another laptop into this one's queue, under its own identity: headquarters takes each write once,
 * whoever brings it and however often.
 */
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import { tenantOf } from '../desk/place.ts'
import type { Store } from '../store/store.ts'
import { BadRescueFile, openRescue, type Rescue } from './rescue-file.ts'

export interface LoadedRescue {
  writes: number
  /** How many of them headquarters has answered already, as far as this laptop knows. */
  done: number
  cards: number
  made_at: string
}

/** Nothing is changed where it refuses. */
export async function loadRescue(store: Store, file: Uint8Array, phrase: string): Promise<LoadedRescue | Refusal> {
  try {
    const rescue = await openRescue(file, phrase)
    return foreign(store, rescue) ?? take(store, rescue)
  } catch (error) {
    if (error instanceof BadRescueFile) return refuse('invalid', error.message)
    throw error
  }
}

function foreign(store: Store, { tenant, site }: Rescue): Refusal | undefined {
  if (store.meta.get('follows') === undefined) return refuseFor('rescue-no-hq', {})
  if (tenantOf(store) !== tenant) return refuseFor('rescue-tenant', { tenant })
  const here = store.meta.get('site') ?? null
  if (site !== here) return refuseFor('rescue-site', { site: site ?? 'unknown' })
  return undefined
}

function take(store: Store, { writes, cards, made_at }: Rescue): LoadedRescue | Refusal {
  const { taken, gap, forked, contested } = store.outbox.relay(writes, { cards: true })
  store.outbox.adoptCards(cards)
  if (gap) return refuseFor('rescue-gap', { from: gap.last + 1, to: gap.n - 1 })
  if (forked || contested) return refuseFor('rescue-forked', {})
  return { writes: taken.length, done: taken.filter(({ result }) => result !== undefined).length, cards: cards.length, made_at }
}
