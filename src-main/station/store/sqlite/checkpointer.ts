/** Moves the write-ahead log into the file while nobody waits, so that no check-in pays for it. */
import type { Db } from './database.ts'

const quiet_before_checkpoint_ms = 250

/**
 * @param isBusy more comes at once, and what is written again is moved once only
 * @param moved to be told when the log was moved
 */
export function makeCheckpointer(db: Db, isBusy: () => boolean, moved: () => void) {
  let timer: NodeJS.Timeout | undefined

  function checkpoint(): void {
    timer = undefined
    if (isBusy()) return
    // A failure here costs nothing: the log still holds everything, and the next quiet moment tries again.
    try {
      db.pragma('wal_checkpoint(PASSIVE)')
      moved()
    } catch {
      return
    }
  }

  return {
    /** To be called after each transaction. */
    committed(): void {
      if (timer) timer.refresh()
      else timer = setTimeout(checkpoint, quiet_before_checkpoint_ms).unref()
    },
    stop(): void {
      clearTimeout(timer)
    },
  }
}
