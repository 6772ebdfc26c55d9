/** The network: the only `fetch` of the station. */
import type { Transport } from './ports.ts'

/** @param base address of headquarters, "https://hq.example.org" */
export function httpTransport(base: string, key: string): Transport {
  const root = base.replace(/\/+$/, '')
  const headers = { authorization: `Bearer ${key}`, accept: 'application/json' }
  return {
    async request({ method, path, body, idempotencyKey, signal }) {
      const answer = await fetch(root + path, {
        method, signal,
        redirect: 'manual',
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        ...(body === undefined ? {} : { body }),
      })
      return { status: answer.status, retryAfter: answer.headers.get('retry-after'), nextPage: answer.headers.get('x-last-evaluated-key'), text: await answer.text() }
    },
    async stream(path, onText, signal) {
      const answer = await fetch(root + path, { signal, redirect: 'manual', headers: { ...headers, accept: 'text/event-stream' } })
      const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false
      if (!answer.ok || !isStream || !answer.body) {
        await answer.body?.cancel()
        throw new Error(`the stream answered with HTTP status ${answer.status}`)
      }
      const decoder = new TextDecoder()
      for await (const chunk of answer.body) onText(decoder.decode(chunk, { stream: true }))
    },
  }
}
