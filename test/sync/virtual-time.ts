/** Time that only moves when everything real has come to rest: timers fire in order, and disk work is waited for. */
import type { Clock, Timers } from '../../src-main/station/sync/ports.ts'

interface Timer {
  at: number
  order: number
  callback: () => void
}

export interface VirtualTime {
  now(): number
  after(ms: number, callback: () => void): () => void
  /** Runs every timer up to `ms` from now. */
  advance(ms: number): Promise<void>
  /** Lets what is under way come to rest. */
  settle(): Promise<void>
  /** Counts work that time must wait for. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** Called before each timer fires, with its place in the order in which timers were set. */
  onTimer?: (order: number) => void
}

export function virtualTime(start: number): VirtualTime {
  let now = start
  let order = 0
  let busy = 0
  const timers: Timer[] = []

  const settle = async () => {
    for (let quiet = 0; quiet < 2; ) {
      await new Promise((resolve) => setImmediate(resolve))
      quiet = busy === 0 ? quiet + 1 : 0
    }
  }

  /** Takes the next timer that is due. */
  function next(end: number): Timer | undefined {
    const [first] = timers
    return first && first.at <= end ? timers.shift() : undefined
  }

  const time: VirtualTime = {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + Math.max(0, ms), order: order++, callback }
      // Sorted by time, then by age.
      let place = timers.length
      while (place > 0 && timers[place - 1]!.at > timer.at) place--
      timers.splice(place, 0, timer)
      return () => {
        const found = timers.indexOf(timer)
        if (found !== -1) timers.splice(found, 1)
      }
    },
    async advance(ms) {
      const end = now + ms
      await settle()
      for (let timer = next(end); timer; timer = next(end)) {
        now = Math.max(now, timer.at)
        time.onTimer?.(timer.order)
        timer.callback()
        await settle()
      }
      now = end
    },
    settle,
    async during(work) {
      busy++
      try {
        return await work()
      } finally {
        busy--
      }
    },
  }
  return time
}

/** The clock of one machine, wrong by as much as the test says. */
export function skewedClock(time: VirtualTime): Clock & { skewMs: number } {
  return {
    skewMs: 0,
    now() {
      return time.now() + this.skewMs
    },
  }
}

/** Timers that stop with their machine. */
export function timersOf(time: VirtualTime, alive: () => boolean): Timers {
  return { after: (ms, callback) => time.after(ms, () => alive() && callback()) }
}

/** Repeatable numbers from 0 to 1 (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
