/** Headquarters as the engine sees it: every answer checked against the protocol, every failure a fault with a sentence. */
import type { TSchema } from 'typebox'
import { feedPageSchema, firstPageSchema, helloSchema, pushResponseSchema, relayPageSchema, type FeedPage, type FirstPage, type Hello, type PushRequest, type PushResponse, type RelayPage } from '../../../src-shared/protocol.ts'
import { sync_hello_timeout_ms, sync_request_timeout_ms } from '../../../src-shared/limits.ts'
import { validate } from '../commands/validate.ts'
import { inTime } from './in-time.ts'
import type { Timers, Transport, TransportAnswer } from './ports.ts'
import { SyncFault } from './sync-fault.ts'

export interface Upstream {
  hello(nodes: readonly string[], known?: KnownHere): Promise<Hello>
  /** What a hub has that is not final. */
  relay(asked: RelayAsked): Promise<RelayPage>
  push(request: PushRequest): Promise<PushResponse>
  changes(since: number, limit: number): Promise<FeedPage>
  first(date: string): Promise<FirstPage>
  stream(onText: (text: string) => void, signal: AbortSignal): Promise<void>
}

/** What this station knows of headquarters. */
export interface KnownHere {
  /** The life of its database that was met last. */
  epoch: string | null
  /** The run in which the feed was read, and how far. */
  read?: { run: string; since: number } | undefined
}

export interface RelayAsked {
  since: number
  /** The hub's life that the counter is of. */
  life: string
  /** Nodes whose results are wanted. */
  nodes: readonly string[]
  limit: number
}

interface Parts {
  transport: Transport
  timers: Timers
  site: string | null
  /** Aborts whatever is under way. */
  signal: () => AbortSignal
}

export function makeUpstream({ transport, timers, site, signal }: Parts): Upstream {
  const ofSite = site === null ? '' : `&site=${encodeURIComponent(site)}`

  async function ask<T>(schema: TSchema, path: string, body?: unknown, timeoutMs = sync_request_timeout_ms): Promise<T> {
    const request = { method: body === undefined ? 'GET' : 'POST', path, ...(body === undefined ? {} : { body: JSON.stringify(body) }) } as const
    const answer = await inTime({ timers, outer: signal(), ms: timeoutMs }, (within) => transport.request({ ...request, signal: within }))
    return readAnswer(schema, answer) as T
  }

  return {
    hello: (nodes, known) => ask(helloSchema, `/sync/hello?node=${nodes.join(',')}${known ? saying(known) : ''}${ofSite}`, undefined, sync_hello_timeout_ms),
    push: (request) => ask(pushResponseSchema, `/sync/push${ofSite.replace('&', '?')}`, request),
    changes: (since, limit) => ask(feedPageSchema, `/sync/changes?since=${since}&limit=${limit}${ofSite}`),
    relay: ({ since, life, nodes, limit }) => ask(relayPageSchema, `/sync/relay?since=${since}&life=${life}&node=${nodes.join(',')}&limit=${limit}${ofSite}`),
    first: (date) => ask(firstPageSchema, `/sync/first?date=${date}${ofSite}`),
    stream: (onText, within) => transport.stream(`/sync/stream?${ofSite.slice(1)}`, onText, within),
  }
}

function saying({ epoch, read }: KnownHere): string {
  const met = epoch === null ? '' : `&epoch=${encodeURIComponent(epoch)}`
  return read ? `${met}&run=${encodeURIComponent(read.run)}&since=${read.since}` : met
}

/** The checked body of a good answer. @throws SyncFault for any other */
function readAnswer(schema: TSchema, { status, retryAfter, text }: TransportAnswer): unknown {
  const data = parse(text)
  if (status === 200) {
    if (data !== undefined && validate(schema, data).length === 0) return data
    throw new SyncFault('strange', 'The address of headquarters answers, but not as a Hallpass headquarters does.')
  }
  const detail = (data as { detail?: unknown } | undefined)?.detail
  const said = typeof detail === 'string' ? detail : `HTTP status ${status}`
  if (status === 401 || status === 403) throw new SyncFault('refused', `Headquarters refuses this station's key: ${said}`)
  if (status >= 500 || status === 429 || status === 408 || status === 413) {
    const seconds = Number(retryAfter)
    throw new SyncFault('busy', `Headquarters cannot take it now: ${said}`, Number.isFinite(seconds) ? seconds * 1000 : undefined)
  }
  throw new SyncFault('strange', `The address of headquarters answers, but not as a Hallpass headquarters does (${said}).`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
