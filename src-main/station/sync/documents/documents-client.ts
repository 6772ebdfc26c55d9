/** A central server that speaks the documents, as the adapter sees it: an answer that can be acted on, or a fault with a sentence. */
import { sync_request_timeout_ms } from '../../../../src-shared/limits.ts'
import { contentHash } from '../../commands/to-outbox.ts'
import { inTime } from '../in-time.ts'
import type { Timers, Transport, TransportAnswer, TransportRequest } from '../ports.ts'
import { SyncFault } from '../sync-fault.ts'

/** An answer below 500 that does not say "later". */
export interface Answer {
  status: number
  /** The JSON that was answered; undefined where it was none. */
  body: unknown
  /** Where the next page of a bare list begins. */
  nextPage: string | null
}

export type Method = TransportRequest['method']

export interface DocumentsClient {
  /** Reads; a repeat does no harm. */
  read(path: string): Promise<Answer>
  /** A search, a count: sent as POST, changes nothing. */
  ask(path: string, body: unknown): Promise<Answer>
  /** Writes. @param once names the write: a server that heeds it does a repeat of the same request once. Two copies of one folder do not hinder each other. */
  write(method: Method, path: string, body: unknown, once: string): Promise<Answer>
}

const hash_characters = 16

interface Parts {
  transport: Transport
  timers: Timers
  signal: () => AbortSignal
}

export function makeDocumentsClient({ transport, timers, signal }: Parts): DocumentsClient {
  async function send(request: Omit<TransportRequest, 'signal'>): Promise<Answer> {
    const answer = await inTime({ timers, outer: signal(), ms: sync_request_timeout_ms }, (within) => transport.request({ ...request, signal: within }))
    return checked(answer)
  }
  const text = (body: unknown) => (body === undefined ? {} : { body: JSON.stringify(body) })
  return {
    read: (path) => send({ method: 'GET', path }),
    ask: (path, body) => send({ method: 'POST', path, ...text(body) }),
    write: (method, path, body, once) => send({ method, path, ...text(body), idempotencyKey: `${once}-${contentHash({ method, path, body }).slice(0, hash_characters)}` }),
  }
}

/** Nothing was changed by what is not answered, answered with "later", or not taken. */
function checked({ status, retryAfter, nextPage, text }: TransportAnswer): Answer {
  const body = parsed(text)
  const said = saidIn(body) ?? `HTTP status ${status}`
  if (status === 401) throw new SyncFault('refused', `The central server refuses this station's key: ${said}`)
  // A conflict that passes by itself: the same request is still under way.
  const later = status >= 500 || status === 429 || status === 408 || status === 425 || (status === 409 && retryAfter !== null)
  if (later) throw new ServerFault(status, `The central server cannot take it now: ${said}`, secondsOf(retryAfter))
  // A page of a captive portal must not pass for an answer.
  if (status < 200 || (status >= 300 && status < 400) || (status < 300 && body === undefined && text !== '')) {
    throw new SyncFault('strange', `The address of the central server answers, but not as the documents say (${said}).`)
  }
  return { status, body, nextPage: nextPage ?? null }
}

/** "Later", with the status that said so. */
export class ServerFault extends SyncFault {
  readonly status: number
  constructor(status: number, message: string, retryAfterMs: number | undefined) {
    super('busy', message, retryAfterMs)
    this.status = status
  }
}

/** The sentence for a person in an error's body. */
export function saidIn(body: unknown): string | undefined {
  const { detail, message, title } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  return [detail, message, title].find((text): text is string => typeof text === 'string' && text !== '')
}

export const isDone = ({ status }: Answer): boolean => status >= 200 && status < 300

/** There is none; an HTML page that says so may come from anyone. */
export const isMissing = ({ status, body }: Answer): boolean => status === 404 && body !== undefined

/** The server has no such operation. */
export const isUnknown = ({ status }: Answer): boolean => status === 404 || status === 405 || status === 501

function secondsOf(retryAfter: string | null): number | undefined {
  const seconds = Number(retryAfter ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds * 1000 : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
