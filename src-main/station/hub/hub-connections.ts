/** The open connections of each desk, so that a desk that is removed is cut off at once. */
import type { Socket } from 'node:net'
import { hub_removed_check_ms, hub_unpaired_connections_max } from '../../../src-shared/limits.ts'

interface Open {
  sockets: Set<Socket>
  paired: boolean
}

export type HubConnections = ReturnType<typeof makeHubConnections>

/** @param isPaired whether the desk with this certificate may come in */
export function makeHubConnections(isPaired: (id: string) => boolean) {
  const open = new Map<string, Open>()
  let watch: NodeJS.Timeout | undefined

  const unpaired = () => [...open.values()].filter(({ paired }) => !paired).reduce((sum, { sockets }) => sum + sockets.size, 0)

  /** Ends what is open to desks that may not come in any more, whoever removed them. */
  function check(): void {
    for (const [id, one] of open) {
      const paired = isPaired(id)
      if (one.paired && !paired) for (const socket of one.sockets) socket.destroy()
      one.paired = paired
    }
  }

  function forget(id: string, socket: Socket): void {
    open.get(id)?.sockets.delete(socket)
    if (open.get(id)?.sockets.size === 0) open.delete(id)
    if (open.size > 0) return
    clearInterval(watch)
    watch = undefined
  }

  return {
    check,
    /** Ends all: this laptop is no hub any more. */
    endAll(): void {
      for (const { sockets } of open.values()) for (const socket of sockets) socket.destroy()
    },
    isConnected: (id: string): boolean => open.has(id),
    /** @returns false where too many desks that are not paired are connected already */
    add(id: string, socket: Socket): boolean {
      const paired = isPaired(id)
      if (!paired && unpaired() >= hub_unpaired_connections_max) return false
      const one = open.get(id) ?? { sockets: new Set(), paired }
      one.sockets.add(socket)
      open.set(id, one)
      socket.once('close', () => forget(id, socket))
      watch ??= setInterval(check, hub_removed_check_ms).unref()
      return true
    },
  }
}
