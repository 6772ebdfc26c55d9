/** What the window asks first, answered from the store alone: the cards of who may sign in need no server and no sync. */
import type { BridgeResponse } from '../../src-shared/ipc.ts'
import { placeOf } from './desk/place.ts'
import { deskState } from './desk/state.ts'
import { usersAt } from './desk/users.ts'
import type { Store } from './store/store.ts'

/**
 * The answers by path, as the server gives them; undefined where starting may still change them: at a station
 * that has no site yet, or is pointed at another one.
 */
export async function openingAnswers(store: Store, upstream: { site: string } | undefined, now: string): Promise<Record<string, BridgeResponse> | undefined> {
  const place = placeOf(store)
  if (!place || (upstream && upstream.site !== place.site)) return undefined
  return { '/desk/state': answer(await deskState(store, now)), '/desk/users': answer(await usersAt(store, place)) }
}

function answer(body: unknown): BridgeResponse {
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body }
}
