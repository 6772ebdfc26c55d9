/** `--limit-rate`: so many requests a second for one key, as a bucket that refills. */
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import { rate_buckets_max } from '../../../src-shared/limits.ts'

interface Bucket {
  tokens: number
  at: number
}

export type RateLimit = (key: string) => Refusal | undefined

/**
 * @param perSecond requests a second, also the most that may come at once
 * @param now milliseconds of a clock that never goes back
 */
export function makeRateLimit(perSecond: number | undefined, now: () => number = () => performance.now()): RateLimit {
  if (perSecond === undefined) return () => undefined
  const full = Math.max(1, perSecond)
  const buckets = new Map<string, Bucket>()
  return (key) => {
    const at = now()
    const bucket = buckets.get(key) ?? { tokens: full, at }
    const tokens = Math.min(full, bucket.tokens + ((at - bucket.at) / 1_000) * perSecond)
    if (buckets.size >= rate_buckets_max) buckets.clear()
    buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at })
    if (tokens >= 1) return undefined
    return refuse('too-many', `This key may send ${perSecond} requests a second.`, { retry_after_seconds: (1 - tokens) / perSecond })
  }
}
