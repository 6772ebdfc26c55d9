/** Requests as fast as they are answered, from a fixed number of connections. */
import autocannon from 'autocannon'
import { percentile } from './figures.ts'

const connections = 10

export interface Load {
  url: string
  apiKey: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  /** The next request of the mix. */
  next: () => { path: string; body?: unknown }
  seconds: number
}

export interface Throughput {
  per_second: number
  p99_ms: number
}

/** @throws where anything but 200 was answered: a fast refusal is no result */
export async function throughput({ url, apiKey, method, next, seconds }: Load): Promise<Throughput> {
  const took: number[] = []
  const headers = { authorization: apiKey, ...(method === 'GET' ? {} : { 'content-type': 'application/json' }) }
  const begin = performance.now()
  const options: autocannon.Options = {
    url, connections, duration: seconds,
    requests: [{
      method, headers,
      setupRequest: (request) => {
        const { path, body } = next()
        return { ...request, path, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
      },
    }],
  }
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    // Its own histogram counts whole milliseconds.
    autocannon(options, (error, done) => (error ? reject(error as Error) : resolve(done))).on('response', (_client, _status, _bytes, ms) => void took.push(ms))
  })
  const elapsed = (performance.now() - begin) / 1_000
  if (result.non2xx + result.errors + result.timeouts > 0) {
    throw new Error(`${method} ${next().path}: ${result.non2xx} answers other than 2xx, ${result.errors} errors, ${result.timeouts} timeouts.`)
  }
  return { per_second: took.length / elapsed, p99_ms: percentile(took, 0.99) }
}
