/** Tells a wedge scanner from fingers: a scanner types at least four characters a few milliseconds apart, then Enter. Pure. */

export const burst_gap_ms = 35
export const burst_characters_min = 4
const burst_characters_max = 200

export interface Burst {
  keys: string
  last_at: number
}

export const NO_BURST: Burst = { keys: '', last_at: Number.NEGATIVE_INFINITY }

/** The burst after one more character; a pause starts a new one. */
export function burstAfter(burst: Burst, key: string, at: number): Burst {
  const joins = at - burst.last_at <= burst_gap_ms && burst.keys.length < burst_characters_max
  return { keys: joins ? burst.keys + key : key, last_at: at }
}

/** The scanned code, where Enter at this moment ends a scan; else null. */
export function scannedCode(burst: Burst, at: number): string | null {
  const inTime = at - burst.last_at <= burst_gap_ms
  return inTime && burst.keys.length >= burst_characters_min ? burst.keys : null
}
