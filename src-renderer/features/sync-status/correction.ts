/** What a person changed of a refused write, in the shape of the write. Pure. */
import type { FixField } from '../../../src-shared/desk/fix-field.ts'

/** Null where nothing is different; `wrong` is the first field that is no number although it was one. */
export function correctionOf(fields: readonly FixField[], texts: readonly string[]): { value: object | null } | { wrong: number } {
  const value: Record<string, unknown> = {}
  for (const [at, field] of fields.entries()) {
    const text = (texts[at] ?? '').trim()
    const given = typeof field.value === 'number' ? Number(text.replace(',', '.')) : text
    if (typeof given === 'number' && (text === '' || Number.isNaN(given))) return { wrong: at }
    if (given !== field.value) put(value, field.path, given)
  }
  return { value: Object.keys(value).length === 0 ? null : value }
}

function put(into: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) return void (into[name] = value)
  into[name] ??= {}
  put(into[name] as Record<string, unknown>, rest, value)
}
