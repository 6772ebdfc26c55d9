/** The upstreams of a station in the order in which it prefers them: the hub of its site first, else headquarters. */
import { upstream_probe_interval_ms } from '../../../src-shared/limits.ts'
import { must } from '../../../src-shared/assert.ts'
import type { Store } from '../store/store.ts'
import { makeExchange, type Exchange, type ExchangeSizes } from './exchange.ts'
import type { Clock, Timers, Transport } from './ports.ts'
import { noticeClock } from './notice-clock.ts'
import { nowAndThen } from './now-and-then.ts'
import { readAhead } from './read-ahead.ts'
import { makeUpstream } from './upstream.ts'

/** One upstream. */
export interface Candidate {
  transport: Transport
  /** For people to read. */
  address: string
  /** Another way to exchange than `/sync`; nothing wakes a station that has it. */
  exchange?: ((signal: () => AbortSignal) => Exchange) | undefined
}

interface Parts {
  candidates: readonly Candidate[]
  store: Store
  site: string | null
  clock: Clock
  timers: Timers
  sizes?: ExchangeSizes | undefined
  signal: () => AbortSignal
  /** Another upstream is used from now on. */
  onChange: () => void
  /** One that is preferred answers again. */
  onBetter: () => void
}

export interface Way {
  address: string
  exchange: Exchange
  /** Server-sent events; absent where there are none. */
  stream?: (onText: (text: string) => void, signal: AbortSignal) => Promise<void>
}

export function makeWays({ candidates, store, site, clock, timers, sizes, signal, onChange, onBetter }: Parts) {
  const ways = candidates.map(({ transport, address, exchange }): Way => {
    if (exchange) return { address, exchange: exchange(signal) }
    const upstream = readAhead(noticeClock(makeUpstream({ transport, timers, site, signal }), store, clock), clock, () => !store.outbox.state().complete)
    return { address, exchange: makeExchange({ store, upstream, site, ...(sizes ? { sizes } : {}) }), stream: upstream.stream }
  })
  let at = 0
  let probing = false
  const probe = nowAndThen(upstream_probe_interval_ms, timers)

  return {
    /** Nobody is spoken to for now. */
    rest: probe.rest,
    current: (): Way => must(ways[at], 'an upstream'),
    /** Meets the first that answers as it should. @throws what the last one said */
    async reach(): Promise<void> {
      for (const [i, { exchange }] of ways.entries()) {
        try {
          await exchange.meet()
        } catch (error) {
          if (signal().aborted || i === ways.length - 1) throw error
          continue
        }
        if (i !== at) onChange()
        at = i
        probe.done()
        return
      }
    },
    /** Asks now and then whether one that is preferred is back; waits for nothing. */
    lookBack(): void {
      const better = ways.slice(0, at)
      if (better.length === 0 || probing || !probe.isDue()) return
      probing = true
      const asked = signal()
      void Promise.all(better.map(({ exchange }) => exchange.probe?.() ?? Promise.resolve(true))).then((answers) => {
        probing = false
        if (asked.aborted) return
        probe.done()
        if (answers.includes(true)) onBetter()
      })
    },
  }
}
