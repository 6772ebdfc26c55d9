/** Ends a server: requests under way are finished, connections on which nothing is asked are not waited for. */
import type { FastifyInstance } from 'fastify'
import { endQuietConnections } from './quiet-connections.ts'

/** A connection without a request under way, now or later, would otherwise be kept until the client lets go. */
const sweep_quiet_ms = 50

export async function closeServer(app: FastifyInstance): Promise<void> {
  const sweep = setInterval(() => endQuietConnections(app.server), sweep_quiet_ms)
  await app.close().finally(() => clearInterval(sweep))
}
