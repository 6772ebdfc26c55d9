/** Where a planted bug takes hold: each is something that wraps a port. Without one, nothing is wrapped. */
import type { StationEnv } from '../../src-main/station/commands/apply.ts'
import type { Command } from '../../src-main/station/commands/command.ts'
import type { HubServer } from '../../src-main/station/http/hub-server.ts'
import type { SyncServer } from '../../src-main/station/http/sync-server.ts'
import type { Store } from '../../src-main/station/store/store.ts'
import type { Timers, Transport } from '../../src-main/station/sync/ports.ts'
import type { LeftOfLog } from './machine.ts'
import type { SimStation } from './sim-station.ts'
import type { World } from './world.ts'

export interface Spoil {
  /** The store as the station's program sees it; `memory` lives as long as the machine's file. */
  station?: (store: Store, memory: Map<string, unknown>) => Store
  /** The store of a hub, beside `station`. */
  hubStore?: (store: Store, memory: Map<string, unknown>) => Store
  /** What a hub serves; `memory` lives as long as its program. */
  hub?: (server: HubServer, env: StationEnv, memory: Map<string, unknown>) => HubServer
  hq?: (store: Store, memory: Map<string, unknown>) => Store
  server?: (server: SyncServer, env: StationEnv, memory: Map<string, unknown>) => SyncServer
  commandOf?: (commandOf: (name: string) => Command | undefined) => (name: string) => Command | undefined
  transport?: (transport: Transport, store: () => Store, memory: Map<string, unknown>) => Transport
  timers?: (timers: Timers, memory: Map<string, unknown>) => Timers
  leftOfLog?: LeftOfLog
  /** What it does when a station comes back after a crash. */
  restarted?: (station: SimStation) => void
  /** In place of a person's decision on a card. */
  resolve?: (world: World, at: SimStation, id: string, choice: 'mine' | 'theirs') => Promise<void>
}
