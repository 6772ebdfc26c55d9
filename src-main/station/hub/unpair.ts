/** Sync without the hub again. */
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import type { Store } from '../store/store.ts'
import { forgetHub, pairedHub } from './paired-hub.ts'

/**
 * What waits goes to headquarters itself from now on.
 * @param goOn starts syncing without the hub; undefined where the hub is the only way to headquarters
 */
export async function unpair(store: Pick<Store, 'meta'>, goOn: (() => Promise<void>) | undefined): Promise<Refusal | undefined> {
  if (!pairedHub(store)) return refuseFor('hub-unpaired', {})
  if (!goOn) return refuseFor('hub-only-way', {})
  forgetHub(store)
  await goOn()
  return undefined
}
