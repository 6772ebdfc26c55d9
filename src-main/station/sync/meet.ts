/** Asks who is there, and takes notice of a new life of headquarters or of its documents at a hub. */
import { hello_nodes_max } from '../../../src-shared/limits.ts'
import { PROTOCOL_VERSION, speaks, type Hello } from '../../../src-shared/protocol.ts'
import { must } from '../../../src-shared/assert.ts'
import { stationsOf, tellStations } from '../store/hub-notes.ts'
import { lowest } from '../store/kept-writes.ts'
import { MET_LIFE, SERVER_RUN } from '../store/server-run.ts'
import type { HubIdentity } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'
import { SyncFault } from './sync-fault.ts'
import type { Upstream } from './upstream.ts'

/** Who answers at present. */
export interface Met {
  tenant?: string
  /** Absent at headquarters. */
  hub?: HubIdentity
  /** The run of headquarters; absent at a hub. */
  run?: string | undefined
}

interface Parts {
  store: Store
  upstream: Upstream
  site: string | null
  /** Filled by meeting. */
  session: Met
}

/** Meta: lives of headquarters' database that this station has left, and how each hub's documents were when it last read them. */
const LEFT = 'left_epochs'
const HUB_BASES = 'hub_bases'
const remembered_max = 20

export function makeMeet({ store, upstream, site, session }: Parts): () => Promise<Hello> {
  const { outbox, meta } = store
  const known = meta.get('sync_tenant')
  if (known !== undefined) session.tenant = known

  const lifeMet = () => meta.get(MET_LIFE) ?? outbox.state().serverEpoch

  /** A hub asks for its stations, too, some at a time. */
  async function ask(): Promise<Hello> {
    const nodes = [...new Set([...outbox.nodes(), ...stationsOf(store)])]
    const run = meta.get(SERVER_RUN)
    const known = { epoch: lifeMet(), ...(run === undefined ? {} : { read: { run, since: outbox.cursor() } }) }
    const answers: Hello[] = []
    for (let i = 0; i < nodes.length; i += hello_nodes_max) answers.push(await upstream.hello(nodes.slice(i, i + hello_nodes_max), known))
    const first = must(answers[0], 'the answer to a greeting')
    const kept = first.kept && { kept: Object.assign({}, ...answers.map((answer) => answer.kept)) as Hello['applied'] }
    return { ...first, applied: Object.assign({}, ...answers.map(({ applied }) => applied)) as Hello['applied'], ...kept }
  }

  function check({ protocol, tenant, server_node, hub, epoch }: Hello): void {
    if (!speaks(protocol)) {
      throw new SyncFault('version', `Headquarters speaks version ${protocol.min} to ${protocol.max} of the sync protocol and this station version ${PROTOCOL_VERSION}. Writes wait here until both fit.`)
    }
    if (session.tenant !== undefined && tenant !== session.tenant) {
      throw new SyncFault('foreign', `Headquarters answers for the tenant ${tenant}, but this station belongs to ${session.tenant}. Nothing was exchanged.`)
    }
    const server = meta.get('sync_server')
    if (server !== undefined && server_node !== server) throw new SyncFault('foreign', 'Another headquarters answers at this address. Nothing was exchanged.')
    if (hub && outbox.isOwnLife(hub.life)) throw new SyncFault('foreign', 'The hub at this address is this station itself. Nothing was exchanged.')
    if (hub && epoch !== outbox.state().serverEpoch && left().includes(epoch)) {
      throw new SyncFault('busy', 'The hub has not heard yet that headquarters was restored; this station knows it already and waits.')
    }
  }

  const left = () => JSON.parse(meta.get(LEFT) ?? '[]') as string[]

  /** A restore of headquarters, another site for this station, or a hub that read its documents anew: read everything again. */
  function beginAnew({ tenant, epoch, last, lost, applied, kept, hub }: Hello): void {
    const { serverEpoch, cursor } = outbox.state()
    const scope = site ?? ''
    const sameScope = (meta.get('sync_site') ?? scope) === scope
    // A hub may be behind this station: only headquarters itself can have gone back.
    const wentBack = !hub && (last < cursor || lost === true)
    const readAnew = hub !== undefined && serverEpoch === epoch && baseRead(hub.node, epoch) !== undefined && baseRead(hub.node, epoch) !== hub.base
    if (serverEpoch !== null && serverEpoch !== epoch) meta.set(LEFT, JSON.stringify([...left().filter((other) => other !== epoch), serverEpoch].slice(-remembered_max)))
    if (serverEpoch !== epoch || wentBack || readAnew || !sameScope) outbox.beginEpoch(tenant, epoch, kept ? lowest(applied, kept) : applied)
    meta.set('sync_site', scope)
    if (hub && baseRead(hub.node, epoch) !== hub.base) noteBase(hub, epoch)
  }

  const bases = () => JSON.parse(meta.get(HUB_BASES) ?? '{}') as Record<string, { epoch: string; base: string }>

  function baseRead(node: string, epoch: string): string | undefined {
    const noted = bases()[node]
    return noted?.epoch === epoch ? noted.base : undefined
  }

  function noteBase({ node, base }: HubIdentity, epoch: string): void {
    const others = Object.entries(bases()).filter(([other]) => other !== node).slice(-remembered_max)
    meta.set(HUB_BASES, JSON.stringify({ ...Object.fromEntries(others), [node]: { epoch, base } }))
  }

  return async function meet(): Promise<Hello> {
    const before = lifeMet()
    const hello = await ask()
    check(hello)
    session.tenant = hello.tenant
    session.run = hello.run
    if (meta.get('sync_tenant') !== hello.tenant) meta.set('sync_tenant', hello.tenant)
    if (meta.get('sync_server') !== hello.server_node) meta.set('sync_server', hello.server_node)
    beginAnew(hello)
    if (hello.hub) session.hub = hello.hub
    else delete session.hub
    tellStations(store, { ...hello, ...(before === null ? {} : { before }) })
    return hello
  }
}
