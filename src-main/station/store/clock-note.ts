/** How far this laptop's clock is ahead of headquarters', as of the last greeting: for a person to read, never for an order. */
import type { Store } from './store.ts'

const CLOCK_AHEAD = 'clock_ahead_ms'
/** A greeting takes time on its way; less of a change than this says nothing. */
const changed_ms = 2_000

export function noteClock({ meta }: Pick<Store, 'meta'>, aheadMs: number): void {
  const known = clockAhead({ meta })
  if (known === null || Math.abs(known - aheadMs) >= changed_ms) meta.set(CLOCK_AHEAD, String(aheadMs))
}

/** Milliseconds, negative where it is behind; null before the first greeting. */
export function clockAhead({ meta }: Pick<Store, 'meta'>): number | null {
  const known = meta.get(CLOCK_AHEAD)
  return known === undefined ? null : Number(known)
}
