/** What the engine needs from outside. Tests put a simulated network, clock, timers and randomness here. */

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

export interface Timers {
  /** Calls back once; returns how to cancel. */
  after(ms: number, callback: () => void): () => void
}

/** A number from 0 up to but not including 1. */
export type Random = () => number

export interface TransportRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path and query, "/sync/changes?since=7". */
  path: string
  /** JSON text. */
  body?: string
  /** Sent so that the other side does a repeated request once. */
  idempotencyKey?: string
  signal: AbortSignal
}

export interface TransportAnswer {
  status: number
  retryAfter: string | null
  /** Where the next page of a bare list begins, where the answer names it. */
  nextPage?: string | null
  text: string
}

/** The only way to the network. Both reject where the line fails or `signal` aborts. */
export interface Transport {
  request(request: TransportRequest): Promise<TransportAnswer>
  /** Server-sent events as they come in; resolves when the other side ends them. */
  stream(path: string, onText: (text: string) => void, signal: AbortSignal): Promise<void>
}
