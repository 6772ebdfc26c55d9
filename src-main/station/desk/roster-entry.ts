/** One registration as the roster keeps it in memory: only what a row, a count or a search needs. Pure. */
import type { RosterState } from '../../../src-shared/desk.ts'
import { breaksOf, type Span } from '../commands/booking/clock-time.ts'
import { accommodationsOf, extraMinutes, isCancelled, isIn } from '../commands/booking/registration-view.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import { foldText, searchText } from '../store/fold-text.ts'
import type { Doc } from '../store/store.ts'
import { likenessOf, type Likeness } from './likely-doubles.ts'
import { sortName } from './person-name.ts'

/** How a registration stands, whatever the day and the place. */
export type Attendance = Exclude<RosterState, 'other-day' | 'other-venue'>

export interface RosterEntry {
  id: string
  event: string
  learner: string | null
  name: string
  sort_name: string
  code: string
  seat: string | null
  attendance: Attendance
  checked_in_at: string | null
  accommodations: string[]
  /** What a seat has to be for them follows from the types, whatever the names say. */
  accommodation_types: string[]
  extra_minutes: number
  assessment: string | null
  breaks: readonly Span[]
  like: Likeness
  search: SearchKeys
}

/** Folded text, made once so that a keystroke compares and does nothing else. */
export interface SearchKeys {
  /** The sorted name; begins with the family name. */
  sort: string
  /** The same for comparing: a whole family name comes before one that only begins so ("Ó, Seán" before "O’Brien"). */
  order: string
  code: string
  /** Names and code, which match anywhere. */
  text: string
  email: string
  /** The same as words, each after a space. */
  words: string
}

export function rosterEntry(registration: Doc, contact: Doc | undefined): RosterEntry {
  const id = String(registration.id)
  const code = textOf(registration, 'LearnerCode') ?? textOf(contact, 'code') ?? ''
  const name = textOf(registration, 'LearnerName') ?? textOf(contact, 'name') ?? (code === '' ? id : code)
  const sort_name = sortName(name, contact)
  const attendance = attendanceOf(registration)
  const learner = textOf(registration, 'Learner')
  const email = textOf(registration, 'LearnerEmail') ?? textOf(contact, 'email_address') ?? ''
  return {
    id, name, sort_name, code,
    event: textOf(registration, 'EventIdentifier') ?? '',
    learner,
    seat: textOf(registration, 'Seat'),
    attendance,
    checked_in_at: textOf(registration, 'CheckedInAt'),
    accommodations: accommodationsOf(registration).map(({ Type, Name }) => Name ?? Type).filter((text) => text !== ''),
    accommodation_types: accommodationsOf(registration).map(({ Type }) => Type),
    extra_minutes: extraMinutes(registration),
    assessment: textOf(registration, 'Assessment'),
    breaks: breaksOf(registration),
    like: likenessOf(attendance !== 'cancelled' && attendance !== 'withdrawn', { learner, code, email, name, birth_date: textOf(contact, 'birth_date') }),
    search: searchKeys(sort_name, name, code, textOf(registration, 'LearnerEmail') ?? ''),
  }
}

function attendanceOf(registration: Doc): Attendance {
  if (isCancelled(registration)) return 'cancelled'
  if (isIn(registration)) return registration.AttendanceStatus === 'Late' ? 'late' : 'in'
  if (registration.AttendanceStatus === 'Absent') return 'absent'
  return registration.AttendanceStatus === 'Withdrawn' ? 'withdrawn' : 'expected'
}

function searchKeys(sort_name: string, name: string, code: string, email: string): SearchKeys {
  const text = searchText(sort_name === name ? [name, code] : [name, sort_name, code])
  const sort = foldText(sort_name)
  return { sort, order: sort.replace(',', '\u0001'), code: foldText(code), text, email: foldText(email), words: ` ${splitWords(text).join(' ')}` }
}

/** Words as people type them: what stands between them does not count. */
function splitWords(text: string): string[] {
  return text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== '')
}
