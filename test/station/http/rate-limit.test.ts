/** The bucket behind `--limit-rate`, under a clock of the test's own. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeRateLimit } from '../../../src-main/station/http/rate-limit.ts'

it('never lets more through than the rate allows, and always lets through who waited as told', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }), (perSecond, gaps) => {
      let now = 0
      const limit = makeRateLimit(perSecond, () => now)
      const passed: number[] = []
      for (const gap of gaps) {
        now += gap
        const refusal = limit('key')
        if (!refusal) passed.push(now)
        else expect(refusal.retry_after_seconds).toBeGreaterThan(0)
      }
      // A full bucket at once, then the rate: in any window at most twice the rate a second.
      for (const start of passed) expect(passed.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(2 * perSecond)
      const refusal = limit('key')
      if (refusal) {
        now += Math.ceil(Number(refusal.retry_after_seconds) * 1_000)
        expect(limit('key')).toBeUndefined()
      }
    }),
    // Found by chance: after these gaps a bucket of fractions lacked 1e-16 of a request.
    { numRuns: 200, examples: [[2, [0, 40, 148, 2, 157, 240, 131]]] },
  )
})

it('counts each key by itself, and is off unless given', () => {
  const limit = makeRateLimit(1, () => 0)
  expect([limit('a'), limit('b')]).toEqual([undefined, undefined])
  expect(limit('a')?.refused).toBe('too-many')
  const off = makeRateLimit(undefined)
  for (let i = 0; i < 1_000; i++) expect(off('a')).toBeUndefined()
})
