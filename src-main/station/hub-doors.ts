/** Opens a hub's door to the network and notes where it is. */
import type { FastifyInstance } from 'fastify'
import { makeHubDoor } from './http/hub-door.ts'
import { stationEnv, type HttpDeps } from './http/http-deps.ts'
import { deviceIdentity } from './hub/device-identity.ts'
import type { Hub } from './hub/hub.ts'
import { addressOf } from './hub/lan-addresses.ts'

export interface OpenDoor {
  door: FastifyInstance
  /** The address that is listened on. */
  url: string
  /** Where other stations reach it, best first. */
  addresses: string[]
}

/** @param port 0 picks a free one */
export async function openHubDoor(deps: HttpDeps, hub: Hub, host: string, port: number): Promise<OpenDoor> {
  const identity = await deviceIdentity(stationEnv(deps).store)
  const door = makeHubDoor(deps, hub, identity)
  await door.listen({ host, port })
  const at = { host, port: portOf(door) ?? port }
  hub.setDoor({ ...at, fingerprint: identity.fingerprint })
  return { door, url: addressOf('https', at), addresses: hub.view().addresses }
}

/** The port that a server listens on. */
export function portOf(app: FastifyInstance): number | undefined {
  const address = app.server.address()
  return typeof address === 'object' && address ? address.port : undefined
}
