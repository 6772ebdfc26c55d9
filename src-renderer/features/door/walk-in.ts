/** What is typed about somebody at the door, and what is wrong with it. Pure. */
import type { NewPerson } from '../../../src-shared/commands/register-at-desk.ts'
import { isDay } from './is-day.ts'

export const WALK_IN_FIELDS = ['first', 'last', 'code', 'email', 'phone', 'birth'] as const
type WalkInField = (typeof WALK_IN_FIELDS)[number]
export type WalkIn = Record<WalkInField, string>

/** A search for a name that found nobody is a good beginning; "Family, Given" and "Given Family" both are. */
export function emptyWalkIn(typed: string): WalkIn {
  const empty: WalkIn = { first: '', last: '', code: '', email: '', phone: '', birth: '' }
  const text = typed.trim()
  if (text.includes('@')) return { ...empty, email: text }
  if (/\d/.test(text)) return { ...empty, code: text }
  const [family = '', given] = text.split(/\s*,\s*/)
  if (given !== undefined) return { ...empty, first: given, last: family }
  const words = text.split(/\s+/)
  return { ...empty, first: words.slice(0, -1).join(' '), last: words.at(-1) ?? '' }
}

export interface WalkInProblem {
  field: WalkInField
  says: 'walk-in.missing' | 'walk-in.wrong-email' | 'walk-in.wrong-birth'
}

export function problemsOf({ first, last, email, birth }: WalkIn): WalkInProblem[] {
  return [
    ...(first.trim() === '' && last.trim() === '' ? [{ field: 'last', says: 'walk-in.missing' } as const] : []),
    ...(email.trim() !== '' && !isEmail(email.trim()) ? [{ field: 'email', says: 'walk-in.wrong-email' } as const] : []),
    ...(birth.trim() !== '' && !isDay(birth.trim()) ? [{ field: 'birth', says: 'walk-in.wrong-birth' } as const] : []),
  ]
}

const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

export function newPersonOf(id: string, { first, last, code, email, phone, birth }: WalkIn): NewPerson {
  const said = Object.entries({ first_name: first, last_name: last, code, email_address: email, phone, birth_date: birth }).map(([field, value]) => [field, value.trim()])
  return { id, ...Object.fromEntries(said.filter(([, value]) => value !== '')) }
}
