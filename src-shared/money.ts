/** Money in decimal: whole cents as bigint inside, never binary floating point. Half a cent rounds up. */

/** An amount in hundredths of the currency's unit. */
export type Cents = bigint

const DECIMAL = /^(-?)(\d+)(?:\.(\d*))?(?:e([+-]?\d+))?$/i

interface Decimal {
  /** value = digits / 10^scale */
  digits: bigint
  scale: number
}

/** The decimal that a JSON number was written as (its shortest form), undefined for what is no finite number. */
function decimalOf(value: number): Decimal | undefined {
  const parts = DECIMAL.exec(String(value))
  if (!parts) return undefined
  const [, sign, whole = '0', fraction = '', exponent = '0'] = parts
  const scale = fraction.length - Number(exponent)
  const digits = BigInt(`${sign}${whole}${fraction}`)
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 }
}

/** Divides and rounds half away from minus infinity: 0.5 becomes 1, -0.5 becomes 0. */
function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const doubled = 2n * dividend + divisor
  const quotient = doubled / (2n * divisor)
  return doubled < 0n && doubled % (2n * divisor) !== 0n ? quotient - 1n : quotient
}

/** A JSON number as cents; 0 for what is no number. */
export function toCents(value: unknown): Cents {
  const decimal = typeof value === 'number' ? decimalOf(value) : undefined
  return decimal ? divideHalfUp(decimal.digits * 100n, 10n ** BigInt(decimal.scale)) : 0n
}

/** So many percent of an amount. */
export function percentOf(amount: Cents, percent: unknown): Cents {
  const decimal = typeof percent === 'number' ? decimalOf(percent) : undefined
  return decimal ? divideHalfUp(amount * decimal.digits, 100n * 10n ** BigInt(decimal.scale)) : 0n
}

/** Cents as the JSON number of the API. */
export function fromCents(amount: Cents): number {
  return Number(amount) / 100
}

/** The amount, or 0 where it is below. */
export function notBelowZero(amount: Cents): Cents {
  return amount < 0n ? 0n : amount
}
