/** A refused write with some of its values corrected. Pure. */
import type { Doc } from '../store/store.ts'

/**
 * The input with the given values in place of its own, objects value by value ("changes", "doc").
 * @returns undefined where what is given is no object, or names something that the write does not have
 */
export function correctedInput(input: Doc, given: unknown): Doc | undefined {
  if (!isDoc(given) || Object.keys(given).length === 0) return undefined
  const corrected: Doc = { ...input }
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(input, name)) return undefined
    const own = input[name]
    const taken = isDoc(own) && isDoc(value) ? correctedInput(own, value) : value
    if (taken === undefined) return undefined
    corrected[name] = taken
  }
  return corrected
}

function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
