/** Clients that write to a process which keeps dying under them, and remember what they were told. */
import { sleep } from './hallpass-process.ts'

export interface Client {
  get(path: string): Promise<{ status: number; text: string; nextKey: string }>
  /** Undefined where the line broke: the write may or may not have happened. @param more further headers */
  send(method: 'POST' | 'PATCH', path: string, body: unknown, more?: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> } | undefined>
}

export function client(url: string, key: string): Client {
  const headers = { authorization: `Bearer ${key}` }
  return {
    async get(path) {
      const answer = await fetch(url + path, { headers, signal: AbortSignal.timeout(10_000) })
      return { status: answer.status, text: await answer.text(), nextKey: answer.headers.get('x-last-evaluated-key') ?? '' }
    },
    async send(method, path, body, more = {}) {
      try {
        const request: RequestInit = { method, headers: { ...headers, 'content-type': 'application/json', ...more }, body: JSON.stringify(body), signal: AbortSignal.timeout(10_000) }
        const answer = await fetch(url + path, request)
        return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
      } catch {
        return undefined
      }
    },
  }
}

/** What one writer was told. */
export interface Told {
  acknowledged: string[]
  uncertain: string[]
  /** Answers that no outage explains. */
  strange: string[]
}

/** Repeats a write with a new word each time until `until` says so. */
export async function writeOn(name: string, until: () => boolean, write: (word: string) => ReturnType<Client['send']>): Promise<Told> {
  const told: Told = { acknowledged: [], uncertain: [], strange: [] }
  for (let n = 1; !until(); n++) {
    const word = `${name}-${n}`
    const answer = await write(word)
    if (!answer) {
      told.uncertain.push(word)
      await sleep(40)
    } else if (answer.status < 300) told.acknowledged.push(word)
    else told.strange.push(`${word}: ${answer.status} ${JSON.stringify(answer.body)}`)
    await sleep(10)
  }
  return told
}
