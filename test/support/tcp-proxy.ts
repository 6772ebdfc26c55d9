/** Stands between two programs: accepts, connects onward, and hands each pair of sockets to whoever decides what passes. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'

export interface TcpProxy {
  port: number
  /** Ends every connection, whatever is under way. */
  cut(): void
  close(): Promise<void>
}

/** @param join passes on what comes; each side is destroyed once the other is closed, unless it is told to see to that itself */
export async function tcpProxy(target: { host: string; port: number }, join: (client: Socket, server: Socket) => { closes: boolean } | void): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
  }
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const server = connect({ ...target, allowHalfOpen: true, noDelay: true })
    keep(client)
    keep(server)
    if (join(client, server)?.closes) return
    for (const [one, other] of [[client, server], [server, client]] as const) one.once('end', () => other.destroy()).once('close', () => other.destroy())
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const cut = () => sockets.forEach((socket) => socket.destroy())
  return {
    port: (listener.address() as AddressInfo).port,
    cut,
    async close() {
      const closed = new Promise((resolve) => listener.close(resolve))
      cut()
      await closed
    },
  }
}
