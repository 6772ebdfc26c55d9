/** The hub's door to the network: TLS 1.3, a certificate on both sides, and behind it pairing and `/sync` alone. */
import type { TLSSocket } from 'node:tls'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { hub_connections_max, hub_handshake_timeout_ms } from '../../../src-shared/limits.ts'
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { DeviceIdentity } from '../hub/device-identity.ts'
import type { Hub } from '../hub/hub.ts'
import { peerOf } from '../hub/peer.ts'
import type { Identity } from './authenticate.ts'
import type { HttpDeps } from './http-deps.ts'
import { mountPair } from './mount-pair.ts'
import { mountSyncServer } from './mount-sync.ts'
import { makeTlsServer } from './server.ts'

const actor_id_characters = 16

/** Makes the door; it answers after `listen`. */
export function makeHubDoor(deps: HttpDeps, hub: Hub, { key, certificate }: DeviceIdentity): FastifyInstance {
  const { env, resources, limits, live, sync, role, dataDir, log } = deps
  // Keys, people and the window are not for the network: only what is named here is known behind this door.
  const behind: HttpDeps = { env, resources, limits, live, role, dataDir, hub: true, pairing: hub, peer: (request) => deskBehind(hub, request), ...(sync ? { sync } : {}), ...(log ? { log } : {}) }
  // Any certificate is let in as far as the pairing door, since nobody has signed it; whose it is decides the rest.
  const tls = { key, cert: certificate, minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: false, handshakeTimeout: hub_handshake_timeout_ms } as const
  const app = makeTlsServer(behind, tls, [mountPair, mountSyncServer])
  app.server.maxConnections = hub_connections_max
  app.server.on('secureConnection', (socket: TLSSocket) => {
    const peer = peerOf(socket)
    if (!peer || !hub.connections.add(peer.fingerprint, socket)) socket.destroy()
  })
  return app
}

/** The paired desk at the other end, as the sync server knows whoever asks. */
function deskBehind(hub: Hub, request: FastifyRequest): Identity | Refusal {
  const peer = peerOf(request.raw.socket)
  if (!peer) return refuse('unauthorized', 'A hub answers over TLS 1.3 to desks that show a certificate.')
  const device = hub.admit(peer.fingerprint)
  if (!device) return refuse('unauthorized', 'This desk is not paired with this hub, or was removed from it. Pair it by the code that the hub shows.')
  const { id, name, tenant, site } = device
  // What people at the desk may do was decided where they signed in, and is decided again at headquarters.
  return { tenant, site, session: false, actor: { id: `desk-${id.slice(0, actor_id_characters)}`, name: `desk ${name}`, scope: 'admin' } }
}
