/** Listens for pokes. They only wake the loop; a stream that is silent too long is given up. */
import { createParser } from 'eventsource-parser'
import { stream_silent_max_ms } from '../../../src-shared/limits.ts'
import { backoffMs } from './backoff.ts'
import type { Random, Timers } from './ports.ts'

interface Options {
  open: (onText: (text: string) => void, signal: AbortSignal) => Promise<void>
  timers: Timers
  random: Random
  /** @param data the JSON of one event */
  onPoke: (data: string) => void
  /** The stream ended by itself or was given up; and once more when it may be opened again. */
  onEnd: () => void
}

export function makePokeStream({ open, timers, random, onPoke, onEnd }: Options) {
  let current: AbortController | undefined
  let failures = 0
  /** Set for a while after a stream has failed. */
  let forgetFailure: (() => void) | undefined

  async function listen(stop: AbortController): Promise<void> {
    let silence = timers.after(stream_silent_max_ms, () => stop.abort())
    const parser = createParser({ onEvent: ({ data }) => onPoke(data) })
    const onText = (text: string) => {
      silence()
      silence = timers.after(stream_silent_max_ms, () => stop.abort())
      failures = 0
      parser.feed(text)
    }
    try {
      await open(onText, stop.signal)
    } catch {
      // A stream that fails is a stream that ended: the loop finds out why.
    }
    silence()
    if (current !== stop) return
    current = undefined
    failures++
    // By a timer: a clock that is put back would keep it closed for as long.
    forgetFailure = timers.after(backoffMs(failures, random), () => {
      forgetFailure = undefined
      onEnd()
    })
    onEnd()
  }

  return {
    /** Opens the stream unless it is open or failed a moment ago. */
    ensure(): void {
      if (current || forgetFailure) return
      current = new AbortController()
      void listen(current)
    },
    /** Another upstream comes next: the failures of this one are not its. */
    close(): void {
      forgetFailure?.()
      forgetFailure = undefined
      const closing = current
      current = undefined
      closing?.abort()
    },
  }
}
