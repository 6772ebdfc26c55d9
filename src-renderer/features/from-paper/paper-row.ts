/** What is typed of one line of the printed list, and what is wrong with it. Pure. */
import type { RosterState } from '../../../src-shared/desk.ts'
import { scrap_sheets_issue_max } from '../../../src-shared/limits.ts'
import type { Locale } from '../../ui/preferences.ts'
import { typedTime } from '../../ui/clock-time.ts'

export const LINE_FIELDS = ['time', 'seat', 'issued', 'returned'] as const
export type LineField = (typeof LINE_FIELDS)[number]
export type Line = Record<LineField, string>
export const EMPTY_LINE: Line = { time: '', seat: '', issued: '', returned: '' }

/** A number of sheets, or their printed codes. */
export type Sheets = { count: number } | { codes: string[] }

export interface Entry {
  absent: boolean
  /** ISO 8601 instant. */
  at: string | null
  seat: string | null
  issued: Sheets | null
  returned: Sheets | null
}

/** What is wrong, and in which field. */
export const FIELD_OF = { 'wrong-time': 'time', 'late-time': 'time', 'needs-time': 'time', 'wrong-sheets': 'issued', 'more-back': 'returned' } as const satisfies Record<string, LineField>
export type LineProblem = keyof typeof FIELD_OF

interface Room {
  start: string
  time_zone: string
  locale: Locale
  /** ISO 8601 instant. */
  now: string
}

export const isBlank = (line: Line) => LINE_FIELDS.every((field) => line[field].trim() === '')

/** @param state how the candidate stands already: who is in needs no time for a seat or for sheets */
export function readLine(line: Line, state: RosterState, room: Room): Entry | LineProblem {
  const typed = line.time.trim()
  const absent = /^a(bs.*)?$/i.test(typed)
  const at = typed === '' || absent ? null : typedTime(typed, room.start, room.time_zone, room.locale)
  if (typed !== '' && !absent && at === null) return 'wrong-time'
  if (at !== null && at > room.now) return 'late-time'
  const issued = readSheets(line.issued)
  const returned = readSheets(line.returned)
  if (issued === 'wrong' || returned === 'wrong') return 'wrong-sheets'
  const there = at !== null || state === 'in' || state === 'late'
  if (!there && (line.seat.trim() !== '' || issued || returned)) return 'needs-time'
  if (issued && returned && sizeOf(returned) > sizeOf(issued)) return 'more-back'
  return { absent, at, seat: line.seat.trim() === '' ? null : line.seat.trim(), issued, returned }
}

const sizeOf = (sheets: Sheets) => ('count' in sheets ? sheets.count : sheets.codes.length)

function readSheets(text: string): Sheets | null | 'wrong' {
  const typed = text.trim()
  if (typed === '' || typed === '0') return null
  if (/^\d{1,2}$/.test(typed)) return Number(typed) <= scrap_sheets_issue_max ? { count: Number(typed) } : 'wrong'
  const codes = [...new Set(typed.split(/[\s,;]+/).filter((code) => code !== ''))]
  return codes.length <= scrap_sheets_issue_max ? { codes } : 'wrong'
}
