/** A network that loses, repeats, delays and cuts, by chance but repeatably. It speaks to headquarters' real handlers. */
import { isRefusal, problemDocument, PROBLEMS } from '../../src-shared/problem.ts'
import { pushRequestSchema, type PushRequest } from '../../src-shared/protocol.ts'
import type { Identity } from '../../src-main/station/http/authenticate.ts'
import { siteAsked, type SyncServer } from '../../src-main/station/http/sync-server.ts'
import { validate } from '../../src-main/station/commands/validate.ts'
import type { Transport, TransportAnswer, TransportRequest } from '../../src-main/station/sync/ports.ts'
import type { Machine } from './machine.ts'
import type { VirtualTime } from './virtual-time.ts'

export type Cut = 'none' | 'requests' | 'answers' | 'both'

export interface Weather {
  /** Chance of each, 0 to 1. */
  drop: number
  repeat: number
  slow: number
}

export const CALM: Weather = { drop: 0, repeat: 0, slow: 0 }

export interface Link {
  cut: Cut
  weather: Weather
  transport: Transport
}

interface Options {
  time: VirtualTime
  random: () => number
  hq: () => { machine: Machine; server: SyncServer }
  identity: Identity
  log: (line: string) => void
  onPush: (request: PushRequest) => void
}

export function makeLink({ time, random, hq, identity, log, onPush }: Options): Link {
  const link: Link = { cut: 'none', weather: CALM, transport: { request, stream } }
  const delay = () => (random() < link.weather.slow ? 1_000 + random() * 30_000 : 5 + random() * 60)
  const blocked = (way: 'requests' | 'answers') => link.cut === 'both' || link.cut === way

  function request(asked: TransportRequest): Promise<TransportAnswer> {
    return new Promise((resolve, reject) => {
      asked.signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
      if (asked.signal.aborted) return
      deliver(asked, resolve, reject)
      // A proxy that sends it twice: the second answer goes nowhere.
      if (random() < link.weather.repeat) deliver(asked, () => {}, () => {})
    })
  }

  function deliver(asked: TransportRequest, resolve: (answer: TransportAnswer) => void, reject: (error: Error) => void): void {
    time.after(delay(), () => {
      // What is lost is silent: the station has to give up by itself.
      if (blocked('requests') || random() < link.weather.drop) return log(`lost ${asked.method} ${where(asked)}`)
      const { machine, server } = hq()
      if (!machine.up) return void time.after(1, () => reject(new Error('connection refused')))
      const { life } = machine
      void time.during(async () => {
        const answer = await handle(server, asked)
        // It died while it worked: the line breaks.
        if (machine.life !== life) return void time.after(1, () => reject(new Error('connection reset')))
        time.after(delay(), () => {
          if (blocked('answers') || random() < link.weather.drop) return log(`lost answer to ${where(asked)}`)
          resolve(answer)
        })
      })
    })
  }

  async function handle(server: SyncServer, { path, body }: TransportRequest): Promise<TransportAnswer> {
    try {
      const url = new URL(path, 'http://hq')
      const site = siteAsked(identity, url.searchParams.get('site') ?? undefined)
      if (isRefusal(site)) return answerOf(site)
      const number = (name: string) => Number(url.searchParams.get(name))
      switch (url.pathname) {
        case '/sync/hello': return answerOf(await server.hello(identity, url.searchParams.get('node') ?? ''))
        case '/sync/changes': return answerOf(await server.changes(identity, site, number('since'), number('limit')))
        case '/sync/first': return answerOf(await server.first(identity, site, url.searchParams.get('date') ?? ''))
        case '/sync/push': {
          const push = JSON.parse(body ?? '') as PushRequest
          const wrong = validate(pushRequestSchema, push)
          if (wrong.length > 0) throw new Error(JSON.stringify(wrong))
          onPush(push)
          return answerOf(await server.push(identity, push))
        }
        default: return { status: 404, retryAfter: null, text: '{}' }
      }
    } catch (error) {
      return { status: 500, retryAfter: null, text: JSON.stringify({ detail: String(error) }) }
    }
  }

  function answerOf(answer: unknown): TransportAnswer {
    if (!isRefusal(answer)) return { status: 200, retryAfter: null, text: JSON.stringify(answer) }
    return { status: PROBLEMS[answer.refused].status, retryAfter: null, text: JSON.stringify(problemDocument(answer)) }
  }

  function stream(_path: string, onText: (text: string) => void, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const { machine } = hq()
      if (!machine.up || blocked('requests')) return void time.after(20, () => reject(new Error('connection refused')))
      const { life, store } = machine
      const open = () => machine.up && machine.life === life && !signal.aborted
      const send = (text: string) => time.after(delay(), () => open() && !blocked('answers') && onText(text))
      const stopListening = store.onCommit(({ seq }) => send(`data: {"seq":${seq}}\n\n`))
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

function where({ path }: TransportRequest): string {
  return path.split('?')[0] ?? path
}
