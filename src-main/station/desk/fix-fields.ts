/** Which values of a refused write a person can correct on its card, the one that is most likely meant first. Pure. */
import type { FixField } from '../../../src-shared/desk/fix-field.ts'
import { fix_fields_max } from '../../../src-shared/limits.ts'
import type { Doc } from '../store/store.ts'

/** What a write is about is not corrected: that would be another write. */
const FIXED = /^(id|event|registration|collection|second|Version|.*Identifiers?|.*_id|sys_.*|Learner|At)$/
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

/** @param message why it was refused */
export function fixFields(input: unknown, message: string | null): FixField[] {
  const said = ` ${(message ?? '').toLowerCase()} `
  const fields = fieldsIn(input, []).map((field) => ({ ...field, meant: isMeant(field, said) }))
  return fields.sort((one, other) => Number(other.meant) - Number(one.meant)).slice(0, fix_fields_max)
}

function fieldsIn(value: unknown, path: readonly string[]): Omit<FixField, 'meant'>[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value as Doc).flatMap(([name, own]) => {
    if (FIXED.test(name)) return []
    const here = [...path, name]
    if (typeof own === 'string') return ID.test(own) ? [] : [{ path: here, value: own }]
    return typeof own === 'number' ? [{ path: here, value: own }] : fieldsIn(own, here)
  })
}

/** The sentence speaks of the field ("Assessment form not found.") or of its value ("Seat 14 is taken."). */
function isMeant({ path, value }: Omit<FixField, 'meant'>, said: string): boolean {
  const words = (path.at(-1) ?? '').replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ').toLowerCase()
  const quoted = String(value).trim().toLowerCase()
  return said.includes(words) || (quoted !== '' && said.split(/[\s.,:;"'“”()]+/).join(' ').includes(` ${quoted} `))
}
