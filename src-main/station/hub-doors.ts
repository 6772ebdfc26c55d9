/** A hub's doors to the network: opened by an option at the start, or by a person, and then again at each start. */
import type { FastifyInstance } from 'fastify'
import { hub_port_default } from '../../src-shared/limits.ts'
import { refuseFor } from '../../src-shared/desk-refusals.ts'
import { refusePairing } from '../../src-shared/pairing-refusals.ts'
import { placeOf } from './desk/place.ts'
import { closeServer } from './http/close-server.ts'
import { makeHubDoor } from './http/hub-door.ts'
import { stationEnv, type HttpDeps } from './http/http-deps.ts'
import { deviceIdentity } from './hub/device-identity.ts'
import type { Hub } from './hub/hub.ts'
import type { HubSwitch } from './hub/hub-switch.ts'
import { addressOf } from './hub/lan-addresses.ts'

/** Meta: this laptop is the hub of its site because a person said so, and the port on which the desks know it. */
const CHOSEN = 'hub_chosen'
const EVERY_ADDRESS = '0.0.0.0'

export interface OpenDoor {
  /** The address that is listened on. */
  url: string
  /** Where other stations reach it, best first. */
  addresses: string[]
}

export interface HubDoors extends HubSwitch {
  /** By an option. @param port 0 picks a free one. @throws where the address cannot be listened on */
  open(host: string, port: number): Promise<OpenDoor>
  /** Opens again what a person had opened before this process started. */
  reopen(): Promise<void>
  close(): Promise<void>
}

interface Parts {
  deps: () => HttpDeps
  hub: Hub
  /** It is a hub by its start option. */
  byOption: boolean
  log: (line: string) => void
}

export function makeHubDoors({ deps, hub, byOption, log }: Parts): HubDoors {
  const open = new Set<FastifyInstance>()

  async function openDoor(host: string, port: number): Promise<OpenDoor> {
    const identity = await deviceIdentity(stationEnv(deps()).store)
    const door = makeHubDoor(deps(), hub, identity)
    await door.listen({ host, port })
    open.add(door)
    const at = { host, port: portOf(door) ?? port }
    hub.setDoor({ ...at, fingerprint: identity.fingerprint })
    return { url: addressOf('https', at), addresses: hub.view().addresses }
  }

  async function close(): Promise<void> {
    const doors = [...open]
    open.clear()
    await Promise.all(doors.map(closeServer))
  }

  const meta = () => stationEnv(deps()).store.meta

  /** The port that the desks know; another one where that is taken by another program. */
  async function openChosen(): Promise<void> {
    const port = Number(meta().get(CHOSEN) ?? hub_port_default)
    const { url } = await openDoor(EVERY_ADDRESS, port).catch(async (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      log(`port ${port}, on which the other desks know this hub, is in use; it has another one now`)
      return openDoor(EVERY_ADDRESS, 0)
    })
    meta().set(CHOSEN, new URL(url).port)
  }

  return {
    isHub: () => byOption || open.size > 0,
    open: openDoor,
    async become(by) {
      const { store } = stationEnv(deps())
      const place = placeOf(store)
      if (!place) return refusePairing('homeless')
      if (byOption || open.size > 0) return undefined
      await openChosen()
      await hub.note(by, 'become-hub')
      return undefined
    },
    async cease(by) {
      if (byOption) return refuseFor('hub-fixed', {})
      if (open.size === 0) return undefined
      meta().delete(CHOSEN)
      hub.connections.endAll()
      await close()
      hub.forgetDoor()
      await hub.note(by, 'cease-hub')
      return undefined
    },
    async reopen() {
      if (byOption || meta().get(CHOSEN) === undefined) return
      await openChosen().catch((error: unknown) => log(`this hub cannot be reached by the other desks: ${(error as NodeJS.ErrnoException).code ?? String(error)}`))
    },
    close,
  }
}

/** The port that a server listens on. */
export function portOf(app: FastifyInstance): number | undefined {
  const address = app.server.address()
  return typeof address === 'object' && address ? address.port : undefined
}
