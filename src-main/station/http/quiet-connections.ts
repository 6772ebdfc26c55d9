/** Connections on which no request is under way. Once a server closes, Node ends neither those that never sent a request nor those that stopped in the middle of one's headers. */
import { Server as HttpsServer } from 'node:https'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Each open connection with the number of its requests under way. */
const connections = new WeakMap<object, Map<Socket, number>>()

/** Begins to count, before the server listens. */
export function countConnections(server: Server): void {
  const open = new Map<Socket, number>()
  connections.set(server, open)
  // A handshake has a clock of its own.
  server.on(server instanceof HttpsServer ? 'secureConnection' : 'connection', (socket: Socket) => {
    open.set(socket, 0)
    socket.once('close', () => open.delete(socket))
  })
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const add = (n: number) => void (open.has(socket) && open.set(socket, (open.get(socket) ?? 0) + n))
    add(1)
    response.once('close', () => add(-1))
  })
}

/** Ends them; what is written already still goes out. */
export function endQuietConnections(server: Server): void {
  for (const [socket, requests] of connections.get(server) ?? []) if (requests === 0) socket.destroySoon()
}
