/** `Idempotency-Key`: the same key and request answers the first answer again, whatever happened in between. */
import { createHash } from 'node:crypto'
import { idempotency_days, idempotency_key_characters_max } from '../../../src-shared/limits.ts'
import { isRefusal, problemDocument, PROBLEMS, refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { WriteEnv } from '../commands/apply.ts'
import type { StoredReply } from '../store/store.ts'
import type { Answer } from './route.ts'

/** One request under a key, as the store knows it. */
export interface Once {
  key: string
  hash: string
}

const day_ms = 86_400_000
const hour_ms = 3_600_000

/** The key of a request, undefined where it has none. Only writes have one. */
export function onceOf(method: string, url: string, header: string | string[] | undefined, body: unknown): Once | undefined | Refusal {
  if (header === undefined || !['POST', 'PUT', 'PATCH', 'DELETE'].includes(method)) return undefined
  const key = String(header)
  if (key === '' || key.length > idempotency_key_characters_max) {
    return refuse('invalid', `An Idempotency-Key has 1 to ${idempotency_key_characters_max} characters.`)
  }
  return { key, hash: hashOf(method, url, body) }
}

/** The key of one part of a request. A line break cannot be in a header, so that no client's own key meets it. */
export function partOf(once: Once, i: number, part: unknown): Once {
  return { key: `${once.key}\n#${i}`, hash: hashOf('part', String(i), part) }
}

function hashOf(...parts: [string, string, unknown]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

export type Idempotency = ReturnType<typeof makeIdempotency>

/** Keeps track of what is under way; what is done is in the store. */
export function makeIdempotency(env: WriteEnv) {
  const underWay = new Map<string, string>()
  let forgottenAt = Number.NEGATIVE_INFINITY

  async function forgetOld(): Promise<void> {
    const now = Date.parse(env.now())
    if (now - forgottenAt < hour_ms) return
    forgottenAt = now
    await env.store.forgetReplies(new Date(now - idempotency_days * day_ms).toISOString())
  }

  /**
   * Answers from the store, or does the work and keeps its answer.
   * `isKept` says afterwards whether the work committed its answer together with its effects.
   */
  return async function once(tenant: string, { key, hash }: Once, work: () => Promise<Answer>, isKept: () => boolean): Promise<Answer> {
    const name = `${tenant}\n${key}`
    const running = underWay.get(name)
    if (running !== undefined) return running === hash ? stillUnderWay : otherRequest
    // Claimed before the first await: of many at the same moment one does the work.
    underWay.set(name, hash)
    try {
      await forgetOld()
      const known = await env.store.replyOf(tenant, key)
      if (known) return replayedOr(otherRequest, known, hash)
      const answer = await work()
      const reply = isKept() ? undefined : toReply(answer)
      if (!reply) return answer
      await env.store.saveReply(tenant, key, hash, env.now(), reply)
      // Where another process was quicker with the same request, its answer is the first one and this one was made too late.
      const first = await env.store.replyOf(tenant, key)
      return first && JSON.stringify(first.reply) !== JSON.stringify(reply) ? replayedOr(otherRequest, first, hash) : answer
    } finally {
      underWay.delete(name)
    }
  }
}

const stillUnderWay = refuse('conflict', 'The first request with this Idempotency-Key is still under way.', { retry_after_seconds: 1 })
const otherRequest = refuse('idempotency-mismatch', 'This Idempotency-Key was used for another request before.')

/** What to keep of an answer; undefined where trying again may help. */
function toReply(answer: Answer): StoredReply | undefined {
  if (answer === undefined) return undefined
  if (isRefusal(answer)) {
    const { status } = PROBLEMS[answer.refused]
    return status >= 500 || status === 429 ? undefined : { status, body: problemDocument(answer) }
  }
  const isText = answer.contentType !== undefined && typeof answer.body === 'string'
  return { status: answer.status, body: isText ? JSON.parse(answer.body as string) : answer.body }
}

function replayedOr(other: Answer, known: { hash: string; reply: StoredReply }, hash: string): Answer {
  return known.hash === hash ? replayed(known.reply) : other
}

function replayed({ status, body }: StoredReply): Answer {
  return { status, body, headers: { 'idempotency-replayed': 'true' } }
}
