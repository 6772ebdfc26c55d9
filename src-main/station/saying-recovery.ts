/** Status and line also say that a damaged database was recovered, for as long as that matters. */
import { recoveryNotice } from './store/recovered.ts'
import type { Store } from './store/store.ts'
import { systemClock } from './sync/system-ports.ts'
import type { SyncSwitch } from './sync-switch.ts'

export function sayingRecovery(store: Store, sync: SyncSwitch): SyncSwitch {
  const notice = () => recoveryNotice(store, systemClock.now())
  return {
    ...sync,
    status() {
      const status = sync.status()
      return { ...status, lastError: status.lastError ?? notice() }
    },
    line() {
      const line = sync.line()
      return { ...line, last_error: line.last_error ?? notice() }
    },
  }
}
