/** When a message, or the mail server, is tried again. Kept in memory: after a restart everything is tried at once. */
import { mail_retry_first_ms, mail_retry_max_ms } from '../../../src-shared/limits.ts'
import type { Random } from '../../station/sync/ports.ts'

/** Doubles with each failure up to a bound; between half and all of it. */
export function retryMs(failures: number, random: Random): number {
  const whole = Math.min(mail_retry_max_ms, mail_retry_first_ms * 2 ** Math.min(failures - 1, 20))
  return Math.round(whole / 2 + random() * (whole / 2))
}

export interface Retries {
  /** @returns milliseconds until it is tried again */
  failed(name: string, now: number): number
  /** Milliseconds until it may be tried again. */
  dueIn(name: string, now: number): number
  forget(name: string): void
  /** Forgets whatever is not among these. */
  keepOnly(names: ReadonlySet<string>): void
}

export function makeRetries(random: Random): Retries {
  const known = new Map<string, { failures: number; dueAt: number }>()
  return {
    failed(name, now) {
      const failures = (known.get(name)?.failures ?? 0) + 1
      const ms = retryMs(failures, random)
      known.set(name, { failures, dueAt: now + ms })
      return ms
    },
    // A clock that was set back must not make anything wait for hours.
    dueIn: (name, now) => Math.min(mail_retry_max_ms, Math.max(0, (known.get(name)?.dueAt ?? 0) - now)),
    forget: (name) => void known.delete(name),
    keepOnly(names) {
      for (const name of known.keys()) if (!names.has(name)) known.delete(name)
    },
  }
}
