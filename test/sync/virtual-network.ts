/** A network that loses, repeats, delays and cuts, by chance but repeatably. It speaks to headquarters' real handlers. */
import { isRefusal, problemDocument, PROBLEMS, refuse, type Refusal } from '../../src-shared/problem.ts'
import { PROTOCOL_VERSION, pushRequestSchema, type Hello, type PushRequest } from '../../src-shared/protocol.ts'
import type { Identity } from '../../src-main/station/http/authenticate.ts'
import type { HubServer } from '../../src-main/station/http/hub-server.ts'
import { knownIn, siteAsked, type UpstreamServer } from '../../src-main/station/http/sync-server.ts'
import { hubPokes } from '../../src-main/station/http/sync-stream.ts'
import { StoreError } from '../../src-main/station/store/store-error.ts'
import { validate } from '../../src-main/station/commands/validate.ts'
import type { Transport, TransportAnswer, TransportRequest } from '../../src-main/station/sync/ports.ts'
import { Broken } from './invariant.ts'
import type { Machine } from './machine.ts'
import type { VirtualTime } from './virtual-time.ts'

export type Cut = 'none' | 'requests' | 'answers' | 'both'

export interface Weather {
  /** Chance of each, 0 to 1. */
  drop: number
  repeat: number
  slow: number
  /** Chance that a message is held somewhere for hours and then arrives after all. */
  held?: number
}

export const CALM: Weather = { drop: 0, repeat: 0, slow: 0 }

export interface Link {
  cut: Cut
  weather: Weather
  /** False: the other side no longer knows the key. */
  trusted: boolean
  /** How many versions of the protocol the other side is ahead. */
  versionsAhead: number
  transport: Transport
  /** Lets what was held arrive. */
  release(): void
}

interface Options {
  time: VirtualTime
  random: () => number
  /** Who is at the other end. */
  to: () => { machine: Machine; server: UpstreamServer | HubServer | undefined }
  identity: Identity
  log: (line: string) => void
  /** Every request as it leaves the station, and every good answer as it leaves the other side. */
  onRequest: (asked: TransportRequest) => void
  onPush: (request: PushRequest) => void
  onAnswer: (asked: TransportRequest, answer: unknown) => void
  /** The other side must not take a broken invariant for trouble of its own. */
  onBroken: (error: Broken) => void
}

export function makeLink({ time, random, to, identity, log, onRequest, onPush, onAnswer, onBroken }: Options): Link {
  let waiting: (() => void)[] = []
  const link: Link = {
    cut: 'none', weather: CALM, trusted: true, versionsAhead: 0, transport: { request, stream },
    release() {
      const now = waiting
      waiting = []
      for (const arrive of now) time.after(random() * 1_000, arrive)
    },
  }
  const delay = () => (random() < link.weather.slow ? 1_000 + random() * 30_000 : 5 + random() * 60)
  const blocked = (way: 'requests' | 'answers') => link.cut === 'both' || link.cut === way

  /** Brings one message to the other side, some time. */
  function carry(arrive: () => void): void {
    if (random() < (link.weather.held ?? 0)) waiting.push(arrive)
    else time.after(delay(), arrive)
  }

  function request(asked: TransportRequest): Promise<TransportAnswer> {
    return new Promise((resolve, reject) => {
      asked.signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
      // As a real transport: what is given up before it begins fails at once.
      if (asked.signal.aborted) return reject(new Error('aborted'))
      onRequest(asked)
      deliver(asked, resolve, reject)
      // A proxy that sends it twice: the second answer goes nowhere.
      if (random() < link.weather.repeat) deliver(asked, () => {}, () => {})
    })
  }

  function deliver(asked: TransportRequest, resolve: (answer: TransportAnswer) => void, reject: (error: Error) => void): void {
    carry(() => {
      // What is lost is silent: the station has to give up by itself.
      if (blocked('requests') || random() < link.weather.drop) return log(`lost ${asked.method} ${where(asked)}`)
      const { machine, server } = to()
      if (!machine.up || !server) return void time.after(1, () => reject(new Error('connection refused')))
      const { life } = machine
      void time.during(async () => {
        const answer = await handle(server, asked)
        // It died while it worked: the line breaks.
        if (machine.life !== life) return void time.after(1, () => reject(new Error('connection reset')))
        carry(() => {
          if (blocked('answers') || random() < link.weather.drop) return log(`lost answer to ${where(asked)}`)
          resolve(answer)
        })
      })
    })
  }

  async function handle(server: UpstreamServer | HubServer, asked: TransportRequest): Promise<TransportAnswer> {
    if (!link.trusted) return { status: 401, retryAfter: null, text: '{"detail":"This key is unknown or has been revoked."}' }
    try {
      const body = await dispatch(server, asked)
      if (body === undefined) return { status: 404, retryAfter: null, text: '{}' }
      if (!isRefusal(body)) onAnswer(asked, body)
      return answerOf(body)
    } catch (error) {
      if (error instanceof Broken) onBroken(error)
      const status = error instanceof StoreError && error.kind === 'full' ? 507 : 500
      return { status, retryAfter: null, text: JSON.stringify({ detail: String(error) }) }
    }
  }

  async function dispatch(server: UpstreamServer | HubServer, { path, body }: TransportRequest): Promise<unknown> {
    const url = new URL(path, 'http://hq')
    const site = siteAsked(identity, url.searchParams.get('site') ?? undefined)
    if (isRefusal(site)) return site
    const text = (name: string) => url.searchParams.get(name) ?? ''
    const number = (name: string) => Number(text(name))
    switch (url.pathname) {
      case '/sync/hello': return otherVersion(await server.hello(identity, site, text('node'), knownIn(Object.fromEntries(url.searchParams))))
      case '/sync/changes': return server.changes(identity, site, number('since'), number('limit'))
      case '/sync/first': return server.first(identity, site, text('date'))
      case '/sync/relay': return 'relay' in server ? server.relay(identity, site, { since: number('since'), life: text('life'), nodes: text('node'), limit: number('limit') }) : undefined
      case '/sync/push': return push(server, site, JSON.parse(body ?? '') as PushRequest)
      default: return undefined
    }
  }

  function otherVersion(hello: Hello | Refusal): Hello | Refusal {
    const version = PROTOCOL_VERSION + link.versionsAhead
    return isRefusal(hello) || link.versionsAhead === 0 ? hello : { ...hello, protocol: { min: version, max: version } }
  }

  async function push(server: UpstreamServer, site: string | null, request: PushRequest): Promise<unknown> {
    const wrong = validate(pushRequestSchema, request)
    if (wrong.length > 0) throw new Error(JSON.stringify(wrong))
    // What a headquarters of another version answers; ours says the same to a station of another version.
    if (link.versionsAhead !== 0) return refuse('busy', `This headquarters speaks version ${PROTOCOL_VERSION + link.versionsAhead} of the sync protocol.`)
    onPush(request)
    return server.push(identity, site, request)
  }

  function answerOf(answer: unknown): TransportAnswer {
    if (!isRefusal(answer)) return { status: 200, retryAfter: null, text: JSON.stringify(answer) }
    return { status: PROBLEMS[answer.refused].status, retryAfter: null, text: JSON.stringify(problemDocument(answer)) }
  }

  function stream(_path: string, onText: (text: string) => void, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const { machine, server } = to()
      if (!machine.up || !link.trusted || blocked('requests')) return void time.after(20, () => reject(new Error('connection refused')))
      const { life, store } = machine
      const open = () => machine.up && machine.life === life && !signal.aborted
      const send = (text: string) => time.after(delay(), () => open() && !blocked('answers') && onText(text))
      const pokes = hubPokes(store)
      const stopListening = server && 'relay' in server
        ? pokes.listen(() => send(`data: ${JSON.stringify(pokes.newest())}\n\n`))
        : store.onCommit(({ seq }) => send(`data: {"seq":${seq}}\n\n`))
      const beat = () => {
        if (!open()) {
          stopListening()
          return resolve()
        }
        send(': \n\n')
        time.after(10_000, beat)
      }
      signal.addEventListener('abort', () => resolve(), { once: true })
      beat()
    })
  }

  return link
}

export function where({ path }: Pick<TransportRequest, 'path'>): string {
  return path.split('?')[0] ?? path
}
