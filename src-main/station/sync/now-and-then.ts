/** Beside what is done anyway, something more, at most once in a while. A timer measures the while: a clock that jumps neither hurries it nor puts it off. */
import type { Timers } from './ports.ts'

export interface NowAndThen {
  isDue(): boolean
  /** Not due again before the while is over. */
  done(): void
  /** Nothing is measured any more; it is due when somebody asks. */
  rest(): void
}

/** @param ms the while. Due at once until it was done for the first time. */
export function nowAndThen(ms: number, timers: Timers): NowAndThen {
  let due = true
  let cancel = () => {}
  function rest(): void {
    cancel()
    due = true
  }
  return {
    isDue: () => due,
    done() {
      cancel()
      due = false
      cancel = timers.after(ms, () => (due = true))
    },
    rest,
  }
}
