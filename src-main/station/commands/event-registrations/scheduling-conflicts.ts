/** Overlaps between what one person is registered for. Pure. Touching is no overlap (contract section 4). */
import { scheduling_conflicts_max } from '../../../../src-shared/limits.ts'
import type { Doc } from '../../store/store.ts'
import { docsOf, textOf } from '../booking/stored-values.ts'
import { toInstant } from '../iso-time.ts'

export interface SchedulingConflict {
  first: Doc
  second: Doc
  start: string
  end: string
  reason: string
}

/** The lists of a registration whose members take time. */
const TIMED = ['sessions', 'courses', 'functions'] as const

interface Slot {
  doc: Doc
  /** The times as they were written. */
  from: string
  to: string
  start: string
  end: string
  /** Slots of the posted registration are compared with all, others only with those. */
  posted: boolean
}

/** Every overlap, up to one more than an answer lists, among the posted registration's slots, and between them and those of the contact's other registrations. */
export function schedulingConflicts(posted: Doc, others: readonly Doc[]): SchedulingConflict[] {
  const slots = [...slotsOf(posted, true), ...others.flatMap((other) => slotsOf(other, false))].sort((one, other) => (one.start < other.start ? -1 : Number(one.start > other.start)))
  const conflicts: SchedulingConflict[] = []
  for (const [i, first] of slots.entries()) {
    for (const second of slots.slice(i + 1)) {
      // Sorted by start: nothing later can overlap either.
      if (second.start >= first.end) break
      if (first.posted || second.posted) conflicts.push(conflictOf(first, second))
      if (conflicts.length > scheduling_conflicts_max) return conflicts
    }
  }
  return conflicts
}

function slotsOf(registration: Doc, posted: boolean): Slot[] {
  return TIMED.flatMap((list) => docsOf(registration, list)).flatMap((doc) => {
    const [start, end] = [toInstant(doc.start), toInstant(doc.end)]
    return start !== undefined && end !== undefined && start < end ? [{ doc, from: textOf(doc, 'start') ?? start, to: textOf(doc, 'end') ?? end, start, end, posted }] : []
  })
}

function conflictOf(first: Slot, second: Slot): SchedulingConflict {
  const end = first.end < second.end ? first.to : second.to
  return { first: first.doc, second: second.doc, start: second.from, end, reason: `${label(first.doc)} and ${label(second.doc)} overlap.` }
}

function label(doc: Doc): string {
  return textOf(doc, 'name') ?? textOf(doc, 'title') ?? textOf(doc, 'id') ?? 'An entry'
}
