/** One request to the station: adds who is asking, turns refusals into problems, ends a session that the station ended. */
import type { BridgeRequest } from '../../src-shared/ipc.ts'
import { asProblem, problemOf } from './api-problem.ts'
import type { ApiProblem } from './api-problem.ts'
import { useSession } from './session-store.ts'
import { chooseTransport } from './transport.ts'

export const transport = chooseTransport()

/** Sends and answers the body, or throws an `ApiProblem`. */
export async function call<T>(method: BridgeRequest['method'], path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const token = useSession.getState().session?.token
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  const response = await transport.request({ method, path, headers: { ...authorization, ...headers }, ...(body === undefined ? {} : { body }) }).catch((error: unknown) => {
    throw asProblem(error)
  })
  if (response.status < 400) return response.body as T
  const problem = problemOf(response)
  if (problem.status === 401 && token && token === useSession.getState().session?.token) useSession.setState({ session: null, expired: true })
  throw problem
}

/** Reads. */
export function get<T>(path: string, query: Record<string, string | number | null> = {}): Promise<T> {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, String(value)]]))
  const text = new URLSearchParams(pairs).toString()
  return call<T>('GET', text ? `${path}?${text}` : path)
}

const write_attempts_max = 4
const write_pause_ms = 600

/** Keys of writes to which no answer came: the same write sent again must carry the same key. */
const unanswered = new Map<string, string>()

/** Writes exactly once: one Idempotency-Key for all attempts at the same write, until an answer comes. */
export async function write<T>(path: string, body: unknown): Promise<T> {
  const intent = JSON.stringify([path, body])
  const key = unanswered.get(intent) ?? crypto.randomUUID()
  unanswered.set(intent, key)
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await call<T>('POST', path, body, { 'idempotency-key': key })
      unanswered.delete(intent)
      return answer
    } catch (error) {
      const problem = asProblem(error)
      if (!isWorthAnotherTry(problem)) unanswered.delete(intent)
      if (!isWorthAnotherTry(problem) || attempt === write_attempts_max) throw problem
      await new Promise((resolve) => setTimeout(resolve, write_pause_ms * attempt))
    }
  }
}

function isWorthAnotherTry(problem: ApiProblem): boolean {
  return problem.code === 'unreachable' || problem.status === 502 || problem.status === 503
}
