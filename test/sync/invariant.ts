/** What must hold in the simulated world; see the list in README, "What is verified where". */
import { isDeepStrictEqual } from 'node:util'

/** An invariant that did not hold, and what was seen. */
export class Broken extends Error {
  readonly invariant: string
  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`)
    this.name = 'Broken'
    this.invariant = invariant
  }
}

/** @param invariant its number and name, "I5 honest cursor" */
export function hold(invariant: string, holds: boolean, what: () => string): void {
  if (!holds) throw new Broken(invariant, what())
}

/** The same value, whatever the order of members. */
export function equal(invariant: string, actual: unknown, expected: unknown, what: () => string): void {
  if (isDeepStrictEqual(actual, expected)) return
  throw new Broken(invariant, `${what()}\n  is        ${JSON.stringify(actual)}\n  should be ${JSON.stringify(expected)}`)
}
