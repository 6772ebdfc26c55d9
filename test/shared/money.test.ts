import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromCents, percentOf, toCents } from '../../src-shared/money.ts'

describe('money', () => {
  it.each([[10.005, 1001n], [1.005, 101n], [0.1, 10n], [0.125, 13n], [-0.005, 0n], [-0.015, -1n], [1e-7, 0n], [1e21, 10n ** 23n], [250, 25_000n], [33.333, 3333n]])('%d is %d cents', (value, cents) => {
    expect(toCents(value)).toBe(cents)
  })

  it.each([[1000n, 12.5, 125n], [999n, 50, 500n], [1n, 50, 1n], [333n, 33.3333, 111n], [5n, 10, 1n]])('of %d cents %d percent is %d', (amount, percent, expected) => {
    expect(percentOf(amount, percent)).toBe(expected)
  })

  it('takes nothing for what is no number', () => {
    expect([toCents('12'), toCents(undefined), toCents(Number.NaN), toCents(Number.POSITIVE_INFINITY)]).toEqual([0n, 0n, 0n, 0n])
  })

  it('adds whole cents exactly, whatever binary fractions would do (property)', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { maxLength: 50 }), (amounts) => {
      const sum = amounts.reduce((total, cents) => total + toCents(cents / 100), 0n)
      expect(fromCents(sum)).toBe(amounts.reduce((total, cents) => total + cents, 0) / 100)
    }))
  })
})
