/** A row of the table as the station takes it, or what is wrong with it. Pure. */
import type { RosterImportRow } from '../../../src-shared/desk/door.ts'
import { give_minutes_max, name_characters_max } from '../../../src-shared/limits.ts'
import { typedClock } from '../../ui/clock-time.ts'
import type { Field, Mapping } from './columns.ts'
import { plain } from './columns.ts'
import type { TableRow } from './table.ts'
import { typedDate } from './typed-date.ts'
import type { DateOrder } from './typed-date.ts'

const CELL_PROBLEMS = ['no-name', 'bad-email', 'bad-date', 'bad-time', 'bad-minutes', 'too-long', 'twice', 'seat-twice'] as const
export type CellProblem = (typeof CELL_PROBLEMS)[number]

export interface BadCell {
  code: CellProblem
  field: Field
  value: string
}

export type ReadRow = { row: RosterImportRow } | { n: number; bad: BadCell }

const seat_characters_max = 40
const NO_ACCOMMODATION = new Set(['', 'no', 'non', 'none', 'aucun', 'aucune', 'ninguna', 'ninguno', 'n a', '0'])
const EXTRA_TIME = /\b(extra time|time|temps|tiempo)\b/

/** The text of each field. */
type Texts = Partial<Record<Field, string>>

export function toRow({ n, cells }: TableRow, mapping: Mapping, order: DateOrder): ReadRow {
  const texts: Texts = {}
  mapping.forEach((field, at) => {
    const text = (cells[at] ?? '').trim()
    if (field !== null && text !== '') texts[field] = text
  })
  const long = (Object.entries(texts) as [Field, string][]).find(([field, text]) => text.length > (field === 'seat' ? seat_characters_max : name_characters_max))
  if (long) return bad(n, 'too-long', long[0], long[1])
  if (texts.name === undefined && texts.first_name === undefined && texts.last_name === undefined) return bad(n, 'no-name', mapping.includes('last_name') ? 'last_name' : 'name', '')
  if (texts.email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(texts.email)) return bad(n, 'bad-email', 'email', texts.email)
  const when = whenOf(n, texts, order)
  if ('bad' in when) return when
  const granted = accommodationsOf(n, texts)
  if ('bad' in granted) return granted
  const { birth_date: _b, sitting_day: _d, sitting_time: _t, accommodations: _a, extra_minutes: _m, ...plainTexts } = texts
  return { row: { row: n, ...plainTexts, ...when, ...granted } }
}

const bad = (n: number, code: CellProblem, field: Field, value: string) => ({ n, bad: { code, field, value } })

type When = Pick<RosterImportRow, 'birth_date' | 'sitting_day' | 'sitting_time'>

function whenOf(n: number, { birth_date, sitting_day, sitting_time }: Texts, order: DateOrder): When | { n: number; bad: BadCell } {
  const when: When = {}
  if (birth_date !== undefined) {
    const day = typedDate(birth_date, order)
    if (day === null) return bad(n, 'bad-date', 'birth_date', birth_date)
    when.birth_date = day
  }
  // "2026-11-23 09:00" is both.
  const [, dayText = sitting_day, together] = /^(\S+)[T\s]+(\d{1,2}[:h.]\d{2})(?::\d{2})?$/.exec(sitting_day ?? '') ?? []
  if (dayText !== undefined) {
    const day = typedDate(dayText, order)
    if (day === null) return bad(n, 'bad-date', 'sitting_day', sitting_day ?? '')
    when.sitting_day = day
  }
  const timeText = sitting_time ?? together
  if (timeText !== undefined) {
    const time = clockOf(timeText)
    if (time === null) return bad(n, 'bad-time', 'sitting_time', timeText)
    when.sitting_time = time
  }
  return when
}

/** "9:05", "09.05", "9h05" and "1:30 PM" as HH:MM. */
function clockOf(text: string): string | null {
  const half = /^(\d{1,2}[:.]\d{2})(?::\d{2})?\s*([ap])\.?\s*m\.?$/i.exec(text.trim())
  const time = typedClock(half?.[1] ?? text.replace(/^(\d{1,2}:\d{2}):\d{2}$/, '$1'))
  if (time === null || !half) return time
  const hours = Number(time.slice(0, 2))
  if (hours < 1 || hours > 12) return null
  return `${String((hours % 12) + (half[2]?.toLowerCase() === 'p' ? 12 : 0)).padStart(2, '0')}${time.slice(2)}`
}

function accommodationsOf(n: number, { accommodations = '', extra_minutes = '' }: Texts): Pick<RosterImportRow, 'accommodations'> | { n: number; bad: BadCell } {
  const minutes = NO_ACCOMMODATION.has(plain(extra_minutes)) ? 0 : Number(/^\+?(\d{1,4})\s*(min(utes|utos)?)?\.?$/i.exec(extra_minutes)?.[1] ?? Number.NaN)
  if (Number.isNaN(minutes) || minutes > give_minutes_max) return bad(n, 'bad-minutes', 'extra_minutes', extra_minutes)
  const types = NO_ACCOMMODATION.has(plain(accommodations)) ? [] : accommodations.split(/\s*[;|\n]\s*/).filter((type) => type !== '')
  const timed = types.find((type) => EXTRA_TIME.test(plain(type)))
  const all = minutes > 0 && timed === undefined ? ['Extra time', ...types] : types
  const extra = timed ?? 'Extra time'
  if (all.length === 0) return {}
  return { accommodations: all.map((Type) => ({ Type, ...(Type === extra && minutes > 0 ? { TimeExtension: minutes } : {}) })) }
}

/** All rows; the second row of one person, or of one seat, in one sitting is named with the first. */
export function toRows(rows: readonly TableRow[], mapping: Mapping, order: DateOrder): ReadRow[] {
  const people = new Map<string, number>()
  const seats = new Map<string, number>()
  return rows.map((one) => {
    const read = toRow(one, mapping, order)
    if ('bad' in read) return read
    const sitting = `${read.row.sitting_day ?? ''} ${read.row.sitting_time ?? ''}`
    const again = seen(people, `${sitting}\t${whoOf(read.row)}`, one.n)
    if (again !== null) return bad(one.n, 'twice', mapping.includes('code') ? 'code' : 'name', String(again))
    const seat = read.row.seat === undefined ? null : seen(seats, `${sitting}\t${read.row.seat.toLowerCase()}`, one.n)
    return seat === null ? read : bad(one.n, 'seat-twice', 'seat', String(seat))
  })
}

function seen(known: Map<string, number>, key: string, n: number): number | null {
  const first = known.get(key)
  if (first === undefined) known.set(key, n)
  return first ?? null
}

function whoOf({ code, email, name, first_name, last_name, birth_date }: RosterImportRow): string {
  if (code !== undefined) return `code ${code.toLowerCase()}`
  const words = plain(name ?? `${first_name ?? ''} ${last_name ?? ''}`).split(' ').sort().join(' ')
  return ['name', words, (email ?? '').toLowerCase(), birth_date ?? ''].join('\t')
}
