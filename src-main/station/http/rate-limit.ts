/** `--limit-rate`: so many requests a second for one key, as a bucket that refills. */
import { refuse, type Refusal } from '../../../src-shared/problem.ts'
import { rate_buckets_max } from '../../../src-shared/limits.ts'

/** Whole numbers throughout: a bucket of fractions refused who had waited exactly as told. */
interface Bucket {
  /** In requests a second times microseconds; one request costs `request_cost`. */
  filled: number
  at_microseconds: number
}

const request_cost = 1_000_000

export type RateLimit = (key: string) => Refusal | undefined

/**
 * @param perSecond requests a second, also the most that may come at once
 * @param now milliseconds of a clock that never goes back
 */
export function makeRateLimit(perSecond: number | undefined, now: () => number = () => performance.now()): RateLimit {
  if (perSecond === undefined) return () => undefined
  const full = request_cost * Math.max(1, perSecond)
  const buckets = new Map<string, Bucket>()
  return (key) => {
    const at_microseconds = Math.floor(now() * 1_000)
    const bucket = buckets.get(key) ?? { filled: full, at_microseconds }
    const filled = Math.min(full, bucket.filled + (at_microseconds - bucket.at_microseconds) * perSecond)
    const passes = filled >= request_cost
    if (buckets.size >= rate_buckets_max) buckets.clear()
    buckets.set(key, { filled: passes ? filled - request_cost : filled, at_microseconds })
    if (passes) return undefined
    return refuse('too-many', `This key may send ${perSecond} requests a second.`, { retry_after_seconds: (request_cost - filled) / perSecond / 1_000_000 })
  }
}
