/** Signing in at the desk: the lease, the PIN, and who tried, in the audit log. */
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import type { Session } from '../../../src-shared/desk.ts'
import type { Store } from '../store/store.ts'
import type { Desk } from './desk.ts'
import { leaseEnded } from './lease.ts'
import { placeOf, type Place } from './place.ts'

export async function signInAtDesk(store: Store, desk: Pick<Desk, 'sessions' | 'views'>, userId: string, pin: string): Promise<Session | Refusal> {
  const place = placeOf(store)
  const view = place && (await desk.views.of(place))
  const ended = view && (await leaseEnded(view))
  if (ended) return ended
  const session = await desk.sessions.signIn(userId, pin)
  if (place && view) await note(store, place, { actor: userId, at: view.now, action: isRefusal(session) ? 'sign-in-refused' : 'sign-in' })
  return session
}

/** A full disk must not keep people from their desk. */
async function note(store: Store, { tenant }: Place, entry: { actor: string; at: string; action: string }): Promise<void> {
  await store.commit({ guards: [], puts: [], deletes: [], touches: [], audit: { tenant, record: null, ...entry } }).catch(() => undefined)
}
