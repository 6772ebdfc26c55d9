/** Gives up what takes too long, or when everything is to stop. */
import type { Timers } from './ports.ts'
import { faultOf, SyncFault } from './sync-fault.ts'

interface Bounds {
  timers: Timers
  /** Aborts whatever is under way. */
  outer: AbortSignal
  ms: number
}

/** Runs a request under a signal of its own. @throws SyncFault */
export async function inTime<T>({ timers, outer, ms }: Bounds, run: (within: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  let late = false
  const cancel = timers.after(ms, () => {
    late = true
    stop.abort()
  })
  const pass = () => stop.abort()
  outer.addEventListener('abort', pass, { once: true })
  if (outer.aborted) stop.abort()
  try {
    return await run(stop.signal)
  } catch (error) {
    if (late) throw new SyncFault('offline', `Headquarters did not answer within ${Math.round(ms / 1000)} seconds.`)
    throw faultOf(error)
  } finally {
    cancel()
    outer.removeEventListener('abort', pass)
  }
}
