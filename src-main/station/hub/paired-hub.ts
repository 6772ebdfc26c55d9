/** What a station remembers of the hub that it is paired with. */
import type { Place } from '../desk/place.ts'
import type { Store } from '../store/store.ts'

export const PAIRED_HUB = 'paired_hub'

/** The hub's certificate is all that this station takes at the hub's address. */
export interface PairedHub extends Place {
  /** "https://192.168.1.20:4781" */
  url: string
  /** X.509, PEM. */
  certificate: string
  /** SHA-256 of the certificate, in hexadecimal. */
  fingerprint: string
  /** What the hub is called. */
  name: string
  /** ISO 8601 instant. */
  paired_at: string
}

/** Undefined where this station is paired with none. */
export function pairedHub({ meta }: Pick<Store, 'meta'>): PairedHub | undefined {
  const known = meta.get(PAIRED_HUB)
  return known === undefined ? undefined : (JSON.parse(known) as PairedHub)
}

/** This desk goes to headquarters alone again; the hub may still know it. */
export function forgetHub({ meta }: Pick<Store, 'meta'>): void {
  meta.delete(PAIRED_HUB)
}

/** Takes the place of the hub before. */
export function rememberHub({ meta }: Pick<Store, 'meta'>, hub: PairedHub): void {
  meta.set(PAIRED_HUB, JSON.stringify(hub))
}
