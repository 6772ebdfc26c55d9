/** HTTP to the station that served this window, with its live events over a fetch stream. */
import { stream_silent_max_ms } from '../../src-shared/limits.ts'
import type { BridgeRequest, BridgeResponse, LiveEvent } from '../../src-shared/ipc.ts'
import { createEventParser } from './event-parser.ts'
import type { Transport } from './transport.ts'

const request_timeout_ms = 20_000
const reconnect_first_ms = 300
const reconnect_max_ms = 3_000
/** A shorter break than this is nothing to tell a proctor about. */
const silent_break_ms = 1_200

/** The transport of a browser. */
export function createHttpTransport(): Transport {
  return { request: send, listen }
}

async function send(request: BridgeRequest): Promise<BridgeResponse> {
  const response = await fetch(request.path, {
    method: request.method,
    headers: { accept: 'application/json', ...(request.body === undefined ? {} : { 'content-type': 'application/json' }), ...request.headers },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    signal: AbortSignal.timeout(request_timeout_ms),
  })
  const isImage = response.headers.get('content-type')?.startsWith('image/') ?? false
  const body = isImage ? toBase64(new Uint8Array(await response.arrayBuffer())) : parse(await response.text())
  return { status: response.status, headers: Object.fromEntries(response.headers), body }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function parse(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return { detail: text.slice(0, 200) }
  }
}

function listen(token: string, onEvent: (event: LiveEvent) => void): () => void {
  const stop = new AbortController()
  void follow(token, onEvent, stop.signal)
  return () => stop.abort()
}

/** Reads the stream, again and again with a growing pause, until stopped. */
async function follow(token: string, onEvent: (event: LiveEvent) => void, stopped: AbortSignal): Promise<void> {
  let pause = reconnect_first_ms
  let alarm: ReturnType<typeof setTimeout> | undefined
  while (!stopped.aborted) {
    const refused = await readStream(token, onEvent, stopped, () => {
      clearTimeout(alarm)
      alarm = undefined
      pause = reconnect_first_ms
      onEvent({ type: 'station', state: 'ready' })
    })
    if (stopped.aborted || refused) break
    alarm ??= setTimeout(() => onEvent({ type: 'station', state: 'restarting' }), silent_break_ms)
    await new Promise((resolve) => setTimeout(resolve, pause))
    pause = Math.min(pause * 2, reconnect_max_ms)
  }
  clearTimeout(alarm)
}

/** One connection, until it ends. True where the station refused the token, so that trying again is pointless. */
async function readStream(token: string, onEvent: (event: LiveEvent) => void, stopped: AbortSignal, onOpen: () => void): Promise<boolean> {
  const dead = new AbortController()
  const abort = () => dead.abort()
  stopped.addEventListener('abort', abort)
  let silence = setTimeout(abort, stream_silent_max_ms)
  try {
    const response = await fetch('/desk/live', { headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` }, signal: dead.signal })
    if (response.status === 401) return true
    if (!response.ok || !response.body) return false
    onOpen()
    const parser = createEventParser((data) => onEvent(JSON.parse(data) as LiveEvent))
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return false
      clearTimeout(silence)
      silence = setTimeout(abort, stream_silent_max_ms)
      parser(value)
    }
  } catch {
    // A broken line is normal here; the caller connects again.
    return false
  } finally {
    clearTimeout(silence)
    stopped.removeEventListener('abort', abort)
  }
}
