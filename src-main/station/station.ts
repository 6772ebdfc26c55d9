/** Wiring: one process on one data folder. A station and headquarters differ only in what they are given here. */
import { existsSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { must } from '../../src-shared/assert.ts'
import type { BridgeRequest, BridgeResponse, LiveEvent } from '../../src-shared/ipc.ts'
import { isRefusal } from '../../src-shared/problem.ts'
import { RESOURCES } from '../../src-shared/resources/index.ts'
import type { WriteEnv } from './commands/apply.ts'
import type { OpenFolder } from './data-folder.ts'
import { loadDemo } from './demo/load-demo.ts'
import { makeDesk, type Desk } from './desk/desk.ts'
import { settleAlone } from './desk/place.ts'
import { closeServer } from './http/close-server.ts'
import { makeServer } from './http/server.ts'
import { forgetDoor, makeHub } from './hub/hub.ts'
import { addressOf } from './hub/lan-addresses.ts'
import { pairWithHub } from './hub/pair-with-hub.ts'
import { pairedHub, rememberHub } from './hub/paired-hub.ts'
import { unpair } from './hub/unpair.ts'
import { stationEnv, type HttpDeps } from './http/http-deps.ts'
import { makeLiveBus, type LiveBus } from './live-bus.ts'
import { makeHubDoors, portOf, type OpenDoor } from './hub-doors.ts'
import { makeRetention } from './retention/retention.ts'
import { openStationFolder, type StationOptions } from './station-options.ts'
import { sayingLimits } from './sync/documents/saying-limits.ts'
import type { CentralStore } from './store/store.ts'
import { sayingRecovery } from './saying-recovery.ts'
import { makeSyncSwitch, type SyncSwitch, type UpstreamConfig } from './sync-switch.ts'

export interface Station {
  /** Answers a request of the window as the server would. */
  request(request: BridgeRequest): Promise<BridgeResponse>
  onLive(listener: (event: LiveEvent) => void): () => void
  /** Serves HTTP. @returns the address, with the port that was picked for port 0 */
  listen(host: string, port: number): Promise<{ url: string }>
  /** Opens a hub's door to the network: `/sync` and pairing over mutual TLS. @returns where other stations reach it */
  listenHub(host: string, port: number): Promise<OpenDoor>
  /** Opens the hub's door again where a person had made this laptop the hub of its site. */
  reopenHub(): Promise<void>
  /** Finishes the requests under way, then closes the database. */
  close(): Promise<void>
}

/** Starts a station on a data folder, which may be open already. @throws StoreError, BadKey */
export async function startStation(options: StationOptions, folder: OpenFolder = openStationFolder(options)): Promise<Station> {
  // One that was killed could not take back where others reach it.
  forgetDoor(folder.store)
  const sync = sayingRecovery(folder.store, sayingLimits(makeSyncSwitch(folder.store)))
  const env: WriteEnv = { store: folder.store, now: isoNow, newId: randomUUID, isAuthority: () => folder.store.meta.get('follows') === undefined }
  const station = assemble({ folder, env, options, role: 'station', sync })
  const upstream = options.upstream ?? joined(folder)
  if (upstream || pairedHub(folder.store)) await sync.connect(upstream)
  else await standAlone(folder, env)
  await station.reopenHub()
  return station
}

/** A demo that the window loaded has sittings on every day on which it is opened; one of the command line stays as it was made. */
const RENEWED_DEMO = 'desk_demo'

async function standAlone({ store }: OpenFolder, env: WriteEnv): Promise<void> {
  await settleAlone(store)
  if (store.meta.get(RENEWED_DEMO) !== undefined && env.isAuthority()) await loadDemo(store, { now: env.now() })
}

/** What a desk that joined a site remembers. */
function joined({ store }: OpenFolder): UpstreamConfig | undefined {
  const known = store.meta.get('upstream')
  return known === undefined ? undefined : (JSON.parse(known) as UpstreamConfig)
}

const isoNow = () => new Date().toISOString()

export interface Assembly {
  /** Headquarters may have a database in place of a file. */
  folder: Omit<OpenFolder, 'store'> & { store: CentralStore }
  env: WriteEnv
  options: Pick<StationOptions, 'hub' | 'browser' | 'limits' | 'log'>
  role: HttpDeps['role']
  sync?: SyncSwitch
  /** Whom a signed token speaks for. */
  token?: HttpDeps['token']
  /** False at a headquarters that serves the documents' API alone. */
  syncRoutes?: boolean
}

/** Puts server, live events and sync around an open folder. */
export function assemble({ folder, env, options, role, sync, token, syncRoutes = true }: Assembly): Station {
  const live = makeLiveBus(folder.store)
  sync?.onLine((line) => live.emit({ type: 'line', line }))
  const desk = sync ? deskOf(stationEnv({ env }), env, sync) : undefined
  const windowDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))
  const hub = role === 'station' ? makeHub({ store: stationEnv({ env }).store, now: env.now, name: hostname() }) : undefined
  const log = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`))
  const hubDoors = hub && makeHubDoors({ deps: () => deps, hub, byOption: options.hub ?? false, log })
  const deps: HttpDeps = {
    env, role, live: live.on, resources: RESOURCES, dataDir: folder.folder,
    limits: definedOnly(options.limits ?? {}), hub: options.hub ?? false, syncRoutes,
    ...(hub && hubDoors ? { pairing: hub, hubSwitch: hubDoors } : {}),
    ...(sync ? { sync } : {}),
    ...(token ? { token } : {}),
    ...(desk ? { desk, session: desk.sessions.identityOf } : {}),
    ...(options.browser !== false && existsSync(windowDir) ? { windowDir } : {}),
    ...(options.log ? { log: options.log } : {}),
  }
  const app = makeServer(deps)
  // Headquarters runs it where it runs alone.
  const retention = role === 'station' ? makeRetention(env, log) : undefined
  return {
    ...doors(app, live),
    listenHub: (host, port) => must(hubDoors, 'a hub').open(host, port),
    reopenHub: async () => hubDoors?.reopen(),
    async close() {
      await Promise.all([closeServer(app), hubDoors?.close()])
      hub?.stop()
      await retention?.stop()
      await sync?.stop()
      await folder.close()
    },
  }
}

function deskOf({ store }: Pick<OpenFolder, 'store'>, env: WriteEnv, sync: SyncSwitch): Desk {
  return makeDesk({
    store,
    now: env.now,
    async loadDemo() {
      store.meta.set(RENEWED_DEMO, '1')
      return loadDemo(store, { now: env.now() })
    },
    async connect(upstream) {
      store.meta.set('upstream', JSON.stringify(upstream))
      await sync.connect(upstream)
    },
    async pair(address, code) {
      const hub = await pairWithHub({ store, address, code, name: hostname(), now: env.now })
      if (isRefusal(hub)) return hub
      rememberHub(store, hub)
      await sync.connect(sync.upstream())
      return { tenant: hub.tenant, site: hub.site }
    },
    unpair() {
      const upstream = sync.upstream()
      return unpair(store, upstream && (() => sync.connect(upstream)))
    },
  })
}

function definedOnly(limits: NonNullable<StationOptions['limits']>): HttpDeps['limits'] {
  return { ...(limits.rate === undefined ? {} : { rate: limits.rate }), ...(limits.records === undefined ? {} : { records: limits.records }) }
}

function doors(app: FastifyInstance, live: LiveBus): Omit<Station, 'close' | 'listenHub' | 'reopenHub'> {
  return {
    onLive: live.on,
    async request({ method, path, headers, body }) {
      const request: InjectOptions = { method, url: path, headers: { host: 'localhost', ...headers } }
      if (body !== undefined) Object.assign(request, { payload: JSON.stringify(body), headers: { ...request.headers, 'content-type': 'application/json' } })
      const answer = await app.inject(request)
      const plain = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
      return { status: answer.statusCode, headers: plain, body: plain['content-type']?.startsWith('image/') ? answer.rawPayload.toString('base64') : parsed(answer.body) }
    },
    async listen(host, port) {
      await app.listen({ host, port })
      return { url: addressOf('http', { host, port: portOf(app) ?? port }) }
    },
  }
}

/** The body as data; text that is no JSON stays text. */
function parsed(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
