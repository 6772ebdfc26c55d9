/** Overlaps between what one person is registered for. Pure. Touching is no overlap (contract section 4). */
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
  start: string
  end: string
  /** Slots of the posted registration are compared with all, others only with those. */
  posted: boolean
}

/** Every overlap among the posted registration's slots, and between them and those of the contact's other registrations. */
export function schedulingConflicts(posted: Doc, others: readonly Doc[]): SchedulingConflict[] {
  const slots = [...slotsOf(posted, true), ...others.flatMap((other) => slotsOf(other, false))].sort((one, other) => (one.start < other.start ? -1 : Number(one.start > other.start)))
  const conflicts: SchedulingConflict[] = []
  slots.forEach((first, i) => {
    for (const second of slots.slice(i + 1)) {
      // Sorted by start: nothing later can overlap either.
      if (second.start >= first.end) break
      if (first.posted || second.posted) conflicts.push(conflictOf(first, second))
    }
  })
  return conflicts
}

function slotsOf(registration: Doc, posted: boolean): Slot[] {
  return TIMED.flatMap((list) => docsOf(registration, list)).flatMap((doc) => {
    const [start, end] = [toInstant(doc.start), toInstant(doc.end)]
    return start !== undefined && end !== undefined && start < end ? [{ doc, start, end, posted }] : []
  })
}

function conflictOf(first: Slot, second: Slot): SchedulingConflict {
  const start = second.start
  const end = first.end < second.end ? first.end : second.end
  return { first: first.doc, second: second.doc, start, end, reason: `${label(first.doc)} and ${label(second.doc)} overlap.` }
}

function label(doc: Doc): string {
  return textOf(doc, 'name') ?? textOf(doc, 'title') ?? textOf(doc, 'id') ?? 'An entry'
}
