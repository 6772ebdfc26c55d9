import { problemDocument, refuse } from '../../src-shared/problem.ts'
import type { BridgeRequest, BridgeResponse, LiveEvent, StationState } from '../../src-shared/ipc.ts'
import type { FromStation, StationConfig } from '../../src-shared/station-port.ts'
import {
  request_wait_ms,
  requests_in_flight_max,
  station_failures_shown,
  station_healthy_ms,
  station_restart_first_ms,
  station_restart_max_ms,
  station_stop_ms,
} from './limits.ts'
import type { Launch, StationChild } from './station-child.ts'

interface Waiting {
  request: BridgeRequest
  sent: boolean
  repeated: boolean
  answer: (response: BridgeResponse) => void
  deadline: NodeJS.Timeout | undefined
}

type StateEvent = Extract<LiveEvent, { type: 'station' }>

/** Keeps one station process alive, and every request of the window answered. */
export class StationHost {
  readonly #launch: Launch
  readonly #log: (line: string) => void
  #config: StationConfig | undefined
  #serving = false
  /** By path; empty once the station's server answers. */
  #opening: ReadonlyMap<string, BridgeResponse> = new Map()
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Set<(event: LiveEvent) => void>()
  #child: StationChild | null = null
  #state: StateEvent = { type: 'station', state: 'starting' }
  #reason: string | undefined
  #failures = 0
  #lastId = 0
  #stopping = false
  #timer: NodeJS.Timeout | undefined

  constructor(launch: Launch, log: (line: string) => void) {
    this.#launch = launch
    this.#log = log
  }

  /** Starts the station with a config, and starts it again whenever it dies, until `stop`. */
  start(config: StationConfig): void {
    this.#config = config
    if (this.#child) this.#configure(this.#child)
    else this.launch()
  }

  /** The window shows its first screen: the station may load what that did not need. */
  serve(): void {
    if (this.#serving) return
    this.#serving = true
    this.#child?.post({ type: 'serve' })
  }

  /** Starts the process alone where there is none yet; what it opens it is told by `start`. */
  launch(): void {
    if (this.#child) return
    const child = this.#launch.start()
    this.#child = child
    child.onMessage((message) => {
      if (child === this.#child) this.#hear(message)
    })
    child.onExit((code) => {
      if (child === this.#child) this.#died(code)
    })
    this.#configure(child)
  }

  state(): StateEvent {
    return this.#state
  }

  /** The station's process, for a log line or a test. */
  pid(): number | undefined {
    return this.#child?.pid
  }

  onLive(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Asks the station. Never rejects: where there is no station to answer in time, the answer is 503. */
  request(request: BridgeRequest): Promise<BridgeResponse> {
    if (this.#waiting.size >= requests_in_flight_max) return Promise.resolve(busy('Too many requests are waiting already.'))
    if (this.#state.state === 'failed') return Promise.resolve(busy(this.#state.message ?? 'The station is not running.'))
    const opening = this.#openingAnswer(request)
    if (opening) return Promise.resolve(opening)
    return new Promise((answer) => {
      const id = ++this.#lastId
      const waiting: Waiting = { request, sent: false, repeated: false, answer, deadline: undefined }
      this.#waiting.set(id, waiting)
      if (this.#state.state === 'ready') this.#send(id, waiting)
      else this.#holdBack(id, waiting)
    })
  }

  /** Lets the station finish what it does and waits until it is gone. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#timer)
    for (const id of this.#waiting.keys()) this.#settle(id, busy('Hallpass is closing.'))
    const child = this.#child
    if (!child) return
    await new Promise<void>((resolve) => {
      const kill = setTimeout(() => child.kill(), station_stop_ms)
      child.onExit(() => {
        clearTimeout(kill)
        resolve()
      })
      child.post({ type: 'stop' })
    })
  }

  #configure(child: StationChild): void {
    if (!this.#config) return
    child.post({ type: 'start', config: this.#config })
    if (this.#serving) child.post({ type: 'serve' })
  }

  #hear(message: FromStation): void {
    switch (message.type) {
      case 'opening':
        return this.#open(new Map(Object.entries(message.answers)))
      case 'ready':
        return this.#ready()
      case 'failed':
        this.#reason = message.message
        return
      case 'response':
        return this.#settle(message.id, message.response)
      case 'live':
        return this.#tell(message.event)
    }
  }

  /** Until its server is there a station answers with this what the window asks first. */
  #open(answers: ReadonlyMap<string, BridgeResponse>): void {
    this.#opening = answers
    for (const [id, { request }] of this.#waiting) {
      const answer = this.#openingAnswer(request)
      if (answer) this.#settle(id, answer)
    }
    if (this.#waiting.size > 0) this.serve()
  }

  #openingAnswer({ method, path }: BridgeRequest): BridgeResponse | undefined {
    return method === 'GET' ? this.#opening.get(path) : undefined
  }

  #ready(): void {
    this.#opening = new Map()
    this.#log(`The station answers (process ${this.#child?.pid}).`)
    this.#reason = undefined
    this.#timer = setTimeout(() => (this.#failures = 0), station_healthy_ms)
    this.#setState({ type: 'station', state: 'ready' })
    for (const [id, waiting] of this.#waiting) this.#send(id, waiting)
  }

  #died(code: number | null): void {
    this.#child = null
    this.#opening = new Map()
    clearTimeout(this.#timer)
    if (this.#stopping) return
    this.#failures += 1
    const wait = Math.min(station_restart_first_ms * 2 ** (this.#failures - 1), station_restart_max_ms)
    this.#log(`The station stopped (${this.#reason ?? `exit code ${code}`}); starting it again in ${wait} ms.`)
    this.#setState({ type: 'station', ...this.#stateAfterDeath() })
    for (const [id, waiting] of this.#waiting) this.#outlive(id, waiting)
    this.#timer = setTimeout(() => this.launch(), wait)
  }

  /** A station that says why it cannot start, or dies again and again, has failed; it is tried again all the same. */
  #stateAfterDeath(): { state: StationState; message?: string } {
    if (this.#reason) return { state: 'failed', message: this.#reason }
    if (this.#failures < station_failures_shown) return { state: 'restarting' }
    return { state: 'failed', message: `The station stopped ${this.#failures} times in a row. Hallpass keeps trying.` }
  }

  /** What becomes of a request whose station died: it waits for the next one if doing it twice is the same as once. */
  #outlive(id: number, waiting: Waiting): void {
    if (this.#state.state === 'failed') return this.#settle(id, busy(this.#state.message ?? 'The station is not running.'))
    if (!waiting.sent) return
    if (waiting.repeated || !isRepeatable(waiting.request)) {
      return this.#settle(id, busy('The station stopped in the middle of this. Look whether it was stored before you do it again.'))
    }
    waiting.repeated = true
    this.#holdBack(id, waiting)
  }

  #send(id: number, waiting: Waiting): void {
    clearTimeout(waiting.deadline)
    waiting.sent = true
    this.#child?.post({ type: 'request', id, request: waiting.request })
  }

  #holdBack(id: number, waiting: Waiting): void {
    waiting.sent = false
    // Only the server answers this, and it is not kept waiting for a picture.
    if (this.#opening.size > 0) this.serve()
    waiting.deadline = setTimeout(() => this.#settle(id, busy('The station is starting.')), request_wait_ms)
  }

  #settle(id: number, response: BridgeResponse): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    clearTimeout(waiting.deadline)
    waiting.answer(response)
  }

  #setState(state: StateEvent): void {
    this.#state = state
    this.#tell(state)
  }

  #tell(event: LiveEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}

function isRepeatable(request: BridgeRequest): boolean {
  return request.method === 'GET' || Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'idempotency-key')
}

function busy(detail: string): BridgeResponse {
  return { status: 503, headers: { 'content-type': 'application/problem+json' }, body: problemDocument(refuse('busy', detail)) }
}
