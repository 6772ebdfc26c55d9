/** How long to wait before the next attempt. */
import { backoff_first_ms, backoff_max_ms } from '../../../src-shared/limits.ts'
import type { Random } from './ports.ts'
import type { SyncFault } from './sync-fault.ts'

/** Doubles with each failure; between half and all of it, so that stations do not come back all at once. */
export function backoffMs(failures: number, random: Random): number {
  const whole = Math.min(backoff_max_ms, backoff_first_ms * 2 ** Math.min(failures - 1, 20))
  return Math.round(whole / 2 + random() * (whole / 2))
}

/** A fault that only people can mend is retried at the slowest pace. */
export function delayAfter(fault: SyncFault, failures: number, random: Random): number {
  const slow = fault.kind === 'refused' || fault.kind === 'foreign' || fault.kind === 'version' || fault.kind === 'strange'
  const wait = slow ? backoffMs(Number.MAX_SAFE_INTEGER, random) : backoffMs(failures, random)
  return Math.max(wait, Math.min(fault.retryAfterMs ?? 0, backoff_max_ms))
}
