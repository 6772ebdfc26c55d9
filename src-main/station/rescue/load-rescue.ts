/**
 * Takes the work of another laptop into this one's queue, under its own identity: headquarters takes each write once,
 * whoever brings it and however often.
 */
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
  if (store.meta.get('follows') === undefined) return refuse('conflict', 'This laptop has no headquarters to send the work to. Open the file on a desk that has one.')
  if (tenantOf(store) !== tenant) return refuse('conflict', `The file is from a desk of ${tenant}, and this laptop belongs to another organization. Nothing was changed.`)
  const here = store.meta.get('site') ?? null
  if (site !== here) return refuse('conflict', `The file is from a desk of the site ${site ?? 'unknown'}; open it on a desk of that site. Nothing was changed.`)
  return undefined
}

function take(store: Store, { writes, cards, made_at }: Rescue): LoadedRescue | Refusal {
  const { taken, gap, forked, contested } = store.outbox.relay(writes, { cards: true })
  store.outbox.adoptCards(cards)
  if (gap) return refuse('conflict', `An older rescue file of that laptop is missing: its writes ${gap.last + 1} to ${gap.n - 1} are not here. Open that one first.`)
  if (forked || contested) return refuse('conflict', 'Another copy of that laptop has sent different work under the same numbers. What came before it was taken; ask headquarters.')
  return { writes: taken.length, done: taken.filter(({ result }) => result !== undefined).length, cards: cards.length, made_at }
}
