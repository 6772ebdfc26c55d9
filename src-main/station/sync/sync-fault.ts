/** Why an attempt to sync failed. Nothing was changed by what failed; the loop tries again. */
import type { FaultKind } from '../../../src-shared/ipc.ts'

export class SyncFault extends Error {
  readonly kind: FaultKind
  readonly retryAfterMs: number | undefined
  /** @param message one sentence for a person */
  constructor(kind: FaultKind, message: string, retryAfterMs?: number) {
    super(message)
    this.name = 'SyncFault'
    this.kind = kind
    this.retryAfterMs = retryAfterMs
  }
}

/** Turns whatever was thrown into a fault. */
export function faultOf(error: unknown): SyncFault {
  if (error instanceof SyncFault) return error
  const reason = error instanceof Error ? ((error.cause as { code?: string } | undefined)?.code ?? error.message) : String(error)
  return new SyncFault('offline', `Headquarters cannot be reached (${reason}).`)
}
