/** An address of this machine that is not loopback. What tests send to it stays on this machine. */
import { networkInterfaces } from 'node:os'

/** @throws where there is none: what a hub does on the network cannot be tried without a network */
export function networkAddress(): string {
  const found = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []).find(({ internal, family }) => !internal && family === 'IPv4')
  if (!found) throw new Error('This test needs a network interface besides loopback (any will do; nothing leaves this machine).')
  return found.address
}
