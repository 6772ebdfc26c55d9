/** The address of a hub as a person types it: "192.168.1.20", with a port, or whole. */
import { hub_port_default } from '../../../src-shared/limits.ts'

export interface HubAddress {
  /** "https://192.168.1.20:4781" */
  url: string
  /** Without the brackets of IPv6. */
  host: string
  port: number
}

/** Undefined where it is no address of a hub. */
export function readHubAddress(text: string): HubAddress | undefined {
  const trimmed = text.trim()
  const whole = trimmed.includes('://') ? trimmed : `https://${trimmed}`
  const url = URL.parse(whole)
  if (url?.protocol !== 'https:' || url.hostname === '' || url.username !== '' || url.pathname !== '/' || url.search !== '' || url.hash !== '') return undefined
  // A URL drops the port that is usual for https, which has to be told from none.
  const port = url.port !== '' ? Number(url.port) : /:0*443\/?$/.test(whole) ? 443 : hub_port_default
  return { url: `https://${url.hostname}:${port}`, host: url.hostname.replaceAll(/^\[|\]$/g, ''), port }
}
