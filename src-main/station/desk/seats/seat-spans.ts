/** Which seats a candidate had from when to when, out of what was noted on the registration. Pure. */
import type { SeatSpan } from '../../../../src-shared/desk/seats.ts'
import { sameSeat } from '../../../../src-shared/commands/rooms.ts'
import { breaksOf } from '../../commands/booking/clock-time.ts'
import { docsOf, textOf } from '../../commands/booking/stored-values.ts'
import type { Doc } from '../../store/store.ts'

/** A stretch of time with one seat. Milliseconds since 1970; infinite where it is not known or not over. */
export interface HeldSeat {
  seat: string
  /** The event that the candidate was registered for then. */
  event: string
  from: number
  to: number
  kind: SeatSpan['kind']
  by: string | null
  next: string | null
  disputed: boolean
  /** Breaks within it. */
  breaks: readonly (readonly [number, number])[]
}

interface Stretch {
  seat: string | null
  event: string
  from: number
  to: number
  by: string | null
  disputed: boolean
}

/** Every seat that the candidate had, by time: with and without being in. */
export function heldSeats(registration: Doc): HeldSeat[] {
  const inside = admissions(registration)
  const breaks = breaksOf(registration)
  const stretches = seatStretches(registration)
  return stretches.flatMap((stretch, i) => {
    if (stretch.seat === null) return []
    const { seat, event, by, disputed } = stretch
    const next = stretches.slice(i + 1).find((later) => !later.disputed)?.seat ?? null
    return split(stretch, inside).map(({ kind, from, to }): HeldSeat => ({
      seat, event, by, disputed, kind, from, to,
      next: to === stretch.to && next !== null && sameSeat(next) !== sameSeat(seat) ? next : null,
      breaks: kind === 'given' ? [] : breaks.filter(([start, end]) => start < to && end > from),
    }))
  })
}

/** The seat that the registration came with, then one stretch from each change to the next. */
function seatStretches(registration: Doc): Stretch[] {
  const changes = docsOf(registration, 'SeatHistory').filter(({ At }) => !Number.isNaN(Date.parse(String(At)))).toSorted((one, other) => Date.parse(String(one.At)) - Date.parse(String(other.At)))
  const event = textOf(registration, 'EventIdentifier') ?? ''
  const [first] = changes
  const initial = first ? textOf(first, 'Before') : textOf(registration, 'Seat')
  const came: Stretch = { seat: initial, event: (first && textOf(first, 'EventIdentifier')) ?? event, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, by: null, disputed: false }
  // A change that another desk's came before did not stand: the registration says which one did.
  const now = textOf(registration, 'Seat')
  const standing = changes.findLastIndex((change) => sameOrNone(textOf(change, 'Seat'), now))
  const stretches = [came, ...changes.map((change, i): Stretch => ({
    seat: textOf(change, 'Seat'), event: textOf(change, 'EventIdentifier') ?? event, from: Date.parse(String(change.At)), to: Number.POSITIVE_INFINITY, by: textOf(change, 'By'), disputed: i > standing,
  }))]
  return stretches.map((stretch, i) => {
    const after = stretches.slice(i + 1).find((later) => stretch.disputed || !later.disputed)
    return after ? { ...stretch, to: after.from } : stretch
  })
}

function sameOrNone(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : sameSeat(one) === sameSeat(other)
}

/** From when to when the candidate was in: from an admission until it was undone or they were transferred. */
function admissions(registration: Doc): [number, number][] {
  const moments: { at: number; in: boolean }[] = []
  const note = (text: unknown, comes: boolean) => {
    const at = Date.parse(String(text))
    if (!Number.isNaN(at)) moments.push({ at, in: comes })
  }
  for (const entry of docsOf(registration, 'CheckInHistory')) {
    if (entry.Kind === 'CheckIn' || entry.Kind === 'Override') note(entry.At, true)
    else if (entry.Kind === 'Undo' && entry.CheckedInAt !== undefined) {
      note(entry.CheckedInAt, true)
      note(entry.RecordedAt, false)
    }
  }
  for (const transfer of docsOf(registration, 'Transfers')) {
    if (transfer.CheckedInAt === undefined) continue
    note(transfer.CheckedInAt, true)
    note(transfer.At, false)
  }
  const since = textOf(registration, 'CheckedInAt')
  if (since !== null) note(since, true)
  const spans: [number, number][] = []
  let from: number | null = null
  for (const moment of moments.toSorted((one, other) => one.at - other.at || Number(other.in) - Number(one.in))) {
    if (moment.in) from ??= moment.at
    else if (from !== null) {
      spans.push([from, moment.at])
      from = null
    }
  }
  return from === null ? spans : [...spans, [from, Number.POSITIVE_INFINITY]]
}

/** A stretch cut at the admissions: in between the seat was only given. */
function split({ from, to }: Stretch, inside: readonly (readonly [number, number])[]): { kind: SeatSpan['kind']; from: number; to: number }[] {
  const parts: { kind: SeatSpan['kind']; from: number; to: number }[] = []
  let reached = from
  for (const [start, end] of inside) {
    const [first, last] = [Math.max(start, from), Math.min(end, to)]
    if (first >= last) continue
    if (first > reached) parts.push({ kind: 'given', from: reached, to: first })
    parts.push({ kind: 'sat', from: first, to: last })
    reached = last
  }
  if (reached < to) parts.push({ kind: 'given', from: reached, to })
  return parts
}
