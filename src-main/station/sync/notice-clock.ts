/** Compares the clocks at each greeting of headquarters; a hub's clock is a laptop's like any other. */
import { noteClock } from '../store/clock-note.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from './ports.ts'
import type { Upstream } from './upstream.ts'

export function noticeClock(upstream: Upstream, store: Store, clock: Clock): Upstream {
  return {
    ...upstream,
    async hello(nodes, known) {
      const hello = await upstream.hello(nodes, known)
      if (!hello.hub) noteClock(store, clock.now() - Date.parse(hello.now))
      return hello
    },
  }
}
