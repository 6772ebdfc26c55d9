/** What the HTTP layer is given by the process around it. Every mount has the shape `mountX(app, deps)`. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { LiveEvent } from '../../../src-shared/ipc.ts'
import type { Resource } from '../../../src-shared/resource/define-resource.ts'
import { assert } from '../../../src-shared/assert.ts'
import type { StationEnv, WriteEnv } from '../commands/apply.ts'
import type { Desk } from '../desk/desk.ts'
import type { Hub } from '../hub/hub.ts'
import type { HubSwitch } from '../hub/hub-switch.ts'
import type { Refusal } from '../../../src-shared/problem.ts'
import type { SyncControl } from '../../../src-shared/sync-control.ts'
import type { Identity } from './authenticate.ts'

export interface HttpDeps {
  env: WriteEnv
  resources: readonly Resource[]
  /** Off where absent: requests a second for one key, records in one collection of one tenant. */
  limits: { rate?: number; records?: number }
  /** Live events for a window; returns how to stop. */
  live: (listener: (event: LiveEvent) => void) => () => void
  /** Present at a station with an upstream. */
  sync?: SyncControl
  role: 'station' | 'hq'
  /** True where this station serves `/sync` to the other stations of its site. */
  hub: boolean
  /** False where headquarters serves the documents' API alone: no feed and no push. */
  syncRoutes?: boolean
  /** The code that this hub shows and the desks that it lets in; absent where nobody can pair. */
  pairing?: Hub
  /** Whether this laptop is the hub of its site, and the switch for it. */
  hubSwitch?: HubSwitch
  /** Who is asking, by what TLS knows of the connection, in place of a key. */
  peer?: (request: FastifyRequest) => Identity | Refusal
  /** The built window, served at `/` where present. */
  windowDir?: string
  dataDir: string
  /** Sign-in and what the window reads; headquarters has none. */
  desk?: Desk
  /** The signed-in user that a token belongs to (desk sign-in). */
  session?: (token: string) => Identity | undefined
  /** Whom a signed token (JWT) speaks for; only headquarters takes them. */
  token?: (token: string) => Promise<Identity | undefined>
  /** One line for the person who runs this process; never keys or candidate data. Standard error unless given. */
  log?: (line: string) => void
}

/** What only a station mounts may use the whole of its store; headquarters' has no queue. */
export function stationEnv({ env }: Pick<HttpDeps, 'env'>): StationEnv {
  assert('outbox' in env.store, 'this is mounted at a station only')
  return env as StationEnv
}

/** Adds operations to the server, each through `route` (route.ts), which also describes it. */
export type Mount = (app: FastifyInstance, deps: HttpDeps) => void
