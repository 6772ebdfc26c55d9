/** Where other computers reach this one, so that nobody has to look for it. */
import { networkInterfaces } from 'node:os'

const WILDCARDS = new Set(['0.0.0.0', '::'])

/** @param host the address that is listened on; a wildcard stands for all of this computer's, IPv4 first */
export function hubAddresses(host: string, port: number): string[] {
  const found = WILDCARDS.has(host) ? ownAddresses(host === '::') : [host]
  return found.map((address) => addressOf('https', { host: address, port }))
}

/** "https://[fd00::2]:4781" */
export function addressOf(scheme: 'http' | 'https', { host, port }: { host: string; port: number }): string {
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Addresses that are neither loopback nor of one cable only. */
function ownAddresses(withIPv6: boolean): string[] {
  const all = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []).filter(({ internal }) => !internal)
  const ofFamily = (family: 'IPv4' | 'IPv6') => all.filter((entry) => entry.family === family).map(({ address }) => address)
  const global = ofFamily('IPv6').filter((address) => !address.toLowerCase().startsWith('fe80:'))
  return [...ofFamily('IPv4'), ...(withIPv6 ? global : [])]
}
