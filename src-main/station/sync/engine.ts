/**
 * The sync loop of a station. Level-triggered: as long as something waits and the line is up there is another attempt.
 * Events (a write, a poke, a click) only make the next attempt come sooner.
 */
import { must } from '../../../src-shared/assert.ts'
import { backoff_first_ms, journal_days, journal_prune_interval_ms, poll_interval_ms, push_batches_before_pull_max } from '../../../src-shared/limits.ts'
import type { Store } from '../store/store.ts'
import { delayAfter } from './backoff.ts'
import type { ExchangeSizes } from './exchange.ts'
import { makeLineState } from './line-state.ts'
import { nowAndThen } from './now-and-then.ts'
import { makePokeStream } from './poke-stream.ts'
import type { Clock, Random, Timers } from './ports.ts'
import type { SyncControl } from '../../../src-shared/sync-control.ts'
import { SyncFault } from './sync-fault.ts'
import { makeWays, type Candidate } from './ways.ts'

/** The upstream itself is the one that is preferred: the site's hub where there is one. */
export interface EngineOptions extends Candidate {
  store: Store
  /** Where to go, in this order, while the preferred one does not answer: headquarters where that is a hub. */
  fallbacks?: readonly Candidate[]
  site: string | null
  clock: Clock
  timers: Timers
  random: Random
  sizes?: ExchangeSizes
}

export interface SyncEngine extends SyncControl {
  start(): void
  /** Ends the attempt under way; the store may be closed afterwards. */
  stop(): Promise<void>
}

export function makeEngine({ store, transport, address, exchange, fallbacks = [], site, clock, timers, random, sizes }: EngineOptions): SyncEngine {
  let abort = new AbortController()
  const ways = makeWays({
    candidates: [{ transport, address, exchange }, ...fallbacks], store, site, clock, timers, sizes, signal: () => abort.signal,
    onChange: () => pokes.close(),
    onBetter: () => {
      met = false
      wake()
    },
  })
  const line = makeLineState({ store, clock, timers, address: () => ways.current().address })
  const pokes = makePokeStream({
    open: (onText, signal) => must(ways.current().stream, 'a stream')(onText, signal), timers, random,
    onPoke: (data) => (ways.current().exchange.isNews?.(data) ?? true) && wake(),
    onEnd: () => wake(),
  })

  let started = false
  let running: Promise<void> | undefined
  let wanted = false
  let met = false
  let failures = 0
  let cancelTimer = () => {}
  const pruning = nowAndThen(journal_prune_interval_ms, timers)
  let forgetCommits = () => {}

  /** The next attempt comes at once; while the line is down it comes when it is due. */
  function wake(): void {
    wanted = true
    line.changed()
    if (failures === 0) schedule(0)
  }

  function schedule(ms: number): void {
    cancelTimer()
    if (!started || line.isPaused() || running) return
    line.due(ms)
    cancelTimer = timers.after(ms, () => {
      running = attempt().then((delay) => {
        running = undefined
        schedule(delay)
      })
    })
  }

  /** One attempt to exchange everything. @returns milliseconds until the next one */
  async function attempt(): Promise<number> {
    wanted = false
    abort = new AbortController()
    try {
      await exchangeAll()
      failures = 0
      line.synced()
      if (ways.current().stream) pokes.ensure()
      ways.lookBack()
      pruneJournal()
    } catch (error) {
      return afterFault(localFault(error))
    }
    if (wanted) return 0
    return waits() ? backoff_first_ms : poll_interval_ms
  }

  const waits = () => ways.current().exchange.waits?.() ?? store.outbox.queued(1).length > 0

  async function exchangeAll(): Promise<void> {
    if (!met) await ways.reach()
    met = true
    line.reached(ways.current().exchange.atHub?.() ?? false)
    const { exchange: current } = ways.current()
    await current.preload(localDate(clock.now()))
    for (;;) {
      let sent = true
      for (let i = 0; sent && i < push_batches_before_pull_max; i++) {
        sent = await current.pushBatch()
        line.changed()
      }
      const all = await current.pullPage()
      line.changed()
      if (all && !waits()) return
      if (abort.signal.aborted) throw new SyncFault('offline', 'Stopped.')
    }
  }

  function afterFault(fault: SyncFault): number {
    met = false
    // Someone stopped or paused it: no failure.
    if (abort.signal.aborted) return 0
    failures++
    line.failed(fault)
    return delayAfter(fault, failures, random)
  }

  function pruneJournal(): void {
    if (!pruning.isDue()) return
    pruning.done()
    store.outbox.prune(new Date(clock.now() - journal_days * 86_400_000).toISOString())
  }

  function halt(): void {
    cancelTimer()
    line.due(null)
    abort.abort()
    ways.rest()
    pokes.close()
    met = false
  }

  return {
    status: line.status,
    line: line.line,
    onLine: line.onLine,
    start() {
      started = true
      forgetCommits = store.onCommit((notice) => notice.queued && wake())
      schedule(0)
    },
    async stop() {
      started = false
      forgetCommits()
      halt()
      pruning.rest()
      line.stop()
      await running
    },
    now() {
      failures = 0
      wake()
    },
    pause() {
      line.setPaused(true)
      halt()
    },
    resume() {
      line.setPaused(false)
      failures = 0
      wake()
    },
  }
}

/** The calendar day at this machine. */
function localDate(ms: number): string {
  const at = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** What goes wrong on this machine (a full disk) is not the line's fault. */
function localFault(error: unknown): SyncFault {
  if (error instanceof SyncFault) return error
  return new SyncFault('busy', `Syncing stopped on this machine: ${error instanceof Error ? error.message : String(error)}`)
}
