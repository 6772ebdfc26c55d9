/** The desk of one station, put together: sign-in, joining, and what the window reads. */
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import type { Store } from '../store/store.ts'
import { makeDeskViews, type DeskViews } from './desk-view.ts'
import { join, type Ask, type JoinConfig } from './join.ts'
import { settle, type Place } from './place.ts'
import { makeSessions, type Sessions } from './sessions.ts'
import { makeSignOffs, type SignOffs } from './sign-offs.ts'

export interface Desk {
  sessions: Sessions
  /** Second signatures. */
  signOffs: SignOffs
  views: DeskViews
  /** When this station started, ISO 8601. */
  since: string
  join(config: JoinConfig): Promise<Refusal | undefined>
  /** Makes this laptop a desk of its site's hub, by the code that the hub shows. */
  pair(address: string, code: string): Promise<Refusal | undefined>
  /** Goes to headquarters alone again. */
  unpair(): Promise<Refusal | undefined>
  loadDemo(): Promise<void>
  stop(): void
}

export interface DeskParts {
  store: Store
  /** ISO 8601 instant. */
  now: () => string
  /** Keeps the config over a restart and starts syncing with it. */
  connect: (config: JoinConfig) => Promise<void>
  /** Pairs with a hub, keeps it over a restart and starts syncing through it. */
  pair: (address: string, code: string) => Promise<Place | Refusal>
  /** Forgets the hub and starts syncing without it. */
  unpair: () => Promise<Refusal | undefined>
  /** Fills the store with the demo's site. */
  loadDemo: () => Promise<Place>
  /** How headquarters is asked; over HTTP unless given. */
  ask?: Ask
}

export function makeDesk({ store, now, connect, pair, unpair, loadDemo, ask }: DeskParts): Desk {
  const sessions = makeSessions(store, now)
  const views = makeDeskViews(store, now)
  return {
    sessions, views,
    signOffs: makeSignOffs(sessions, now),
    since: now(),
    join: (config) => join(store, config, connect, ask),
    async pair(address, code) {
      const place = await pair(address, code)
      if (isRefusal(place)) return place
      settle(store, place)
      return undefined
    },
    unpair,
    loadDemo: async () => settle(store, await loadDemo()),
    stop() {
      sessions.stop()
      views.stop()
    },
  }
}
