/** Names as a roster sorts them. Pure. */
import { textOf } from '../commands/booking/stored-values.ts'
import type { Doc } from '../store/store.ts'
import { foldText } from '../store/fold-text.ts'

/**
 * Family name first: "Müller, Jürgen". A name that is written family first already ("Nguyễn Thị Hồng Ánh", "李娜"),
 * that is one name alone, or that does not go with the contact's names any more stays as it is.
 */
export function sortName(name: string, contact: Doc | undefined): string {
  const family = textOf(contact, 'last_name')?.trim()
  if (!family) return name
  if (foldText(name).startsWith(foldText(family))) return name
  const given = beforeFamily(name, family)
  return given === '' ? name : `${family}, ${given}`
}

function beforeFamily(name: string, family: string): string {
  const trimmed = name.trim()
  return foldText(trimmed).endsWith(` ${foldText(family)}`) ? trimmed.slice(0, trimmed.length - family.length).trim() : ''
}
