/** How the candidates of a clock stand at a moment, and in which order they are shown. Pure. */
import type { ClockRow } from '../../../src-shared/desk/clock.ts'

export type ClockState = 'running' | 'soon' | 'break' | 'stopped' | 'finished'
export type ClockFilter = 'all' | 'running' | 'break' | 'finished'

export const CLOCK_FILTERS: readonly ClockFilter[] = ['all', 'running', 'break', 'finished']
/** From here on the time is shown as nearly up. */
const soon_ms = 5 * 60_000

/** Milliseconds left at a moment, milliseconds since 1970. */
export function leftAt(row: ClockRow, now: number): number {
  return row.standing?.left_ms ?? Date.parse(row.clock_ends_at) - now
}

/** When this candidate's time is up: while the clock stands, if it went on at this moment. */
export function endAt(row: ClockRow, now: number): number {
  return row.standing ? now + row.standing.left_ms : Date.parse(row.clock_ends_at)
}

export function stateAt(row: ClockRow, now: number): ClockState {
  const left = leftAt(row, now)
  if (left <= 0) return 'finished'
  if (row.standing) return row.standing.kind === 'break' ? 'break' : 'stopped'
  return left <= soon_ms ? 'soon' : 'running'
}

function filterOf(state: ClockState): ClockFilter {
  return state === 'break' || state === 'finished' ? state : 'running'
}

export interface ClockOrder {
  /** Those who match, next to finish first; the finished last. */
  rows: ClockRow[]
  counts: Record<ClockFilter, number>
  /** Who finishes next, of everybody. */
  next: ClockRow | null
}

export function orderAt(all: readonly ClockRow[], now: number, { filter, text }: { filter: ClockFilter; text: string }): ClockOrder {
  const counts: Record<ClockFilter, number> = { all: all.length, running: 0, break: 0, finished: 0 }
  const placed = all.map((row) => {
    const state = stateAt(row, now)
    counts[filterOf(state)]++
    return { row, state, left: leftAt(row, now) }
  })
  const order = placed.toSorted((one, other) => Number(one.state === 'finished') - Number(other.state === 'finished') || one.left - other.left || bySeat(one.row, other.row))
  const rows = order.filter(({ row, state }) => (filter === 'all' || filterOf(state) === filter) && matches(row, text))
  return { rows: rows.map(({ row }) => row), counts, next: order.find(({ state }) => state === 'running' || state === 'soon')?.row ?? null }
}

/** Something that changes when the order or a state has to be looked at again. */
export function signatureAt(all: readonly ClockRow[], now: number): string {
  const count = { running: 0, soon: 0, break: 0, stopped: 0, finished: 0 }
  for (const row of all) count[stateAt(row, now)]++
  return Object.values(count).join(' ')
}

/** A seat is meant as a whole, a name or a code from its first letters on. */
function matches({ name, sort_name, code, seat }: ClockRow, text: string): boolean {
  const wanted = fold(text)
  if (wanted === '') return true
  if (/^\d{1,4}$/.test(wanted) && seat !== null) return Number(seat) === Number(wanted) || fold(seat) === wanted
  return [name, sort_name, code, seat ?? ''].some((one) => fold(one).includes(wanted))
}

function fold(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** Made once: most candidates end at the same time, so that most comparisons come to this. */
const collator = new Intl.Collator('en', { numeric: true })

function bySeat(one: ClockRow, other: ClockRow): number {
  return collator.compare(one.seat ?? '\uffff', other.seat ?? '\uffff') || collator.compare(one.sort_name, other.sort_name)
}

/** One line of a preview: so many candidates end then instead of now. */
export interface EndMove {
  from: number
  to: number
  n: number
}

/**
 * Whom a give-back moves, and how: by present end, the earliest first.
 * @param only the chosen ones, null for everyone whose time is not up
 */
export function movesOf(rows: readonly ClockRow[], now: number, minutes: number, only: ReadonlySet<string> | null): EndMove[] {
  const moved = rows.filter((row) => (only ? only.has(row.id) : leftAt(row, now) > 0))
  const groups = new Map<number, number>()
  for (const { ends_at } of moved) groups.set(Date.parse(ends_at), (groups.get(Date.parse(ends_at)) ?? 0) + 1)
  return [...groups].map(([from, n]) => ({ from, to: from + minutes * 60_000, n })).toSorted((one, other) => one.from - other.from)
}
