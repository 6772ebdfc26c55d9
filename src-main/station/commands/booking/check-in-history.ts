/** What happened at the door: each admission, override and undoing, kept for good. */
import type { Doc } from '../../store/store.ts'
import type { CommandContext } from '../command.ts'
import { docsOf, textOf } from './stored-values.ts'

/** The history with one more entry. Entries have ids, so that two desks' entries are both kept. */
export function withEntry(registration: Doc, kind: 'CheckIn' | 'Override' | 'Undo' | 'Absent', facts: Doc, context: CommandContext): Doc[] {
  const said = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== undefined))
  const entry: Doc = { id: context.newId(), Kind: kind, RecordedAt: context.at, By: context.actor.name, ...said }
  return [...docsOf(registration, 'CheckInHistory'), entry]
}

/** Who typed what was written by hand, and when. */
export function enteredNow({ at, actor }: CommandContext): Doc {
  return { EnteredAt: at, EnteredBy: actor.name }
}

/** The admission that stands, as history keeps it when it is undone or overridden. */
export function admissionOf(registration: Doc): Doc {
  return {
    CheckedInAt: textOf(registration, 'CheckedInAt'),
    CheckedInBy: textOf(registration, 'CheckedInBy'),
    Seat: textOf(registration, 'Seat'),
    IdentityChecks: registration.IdentityChecks,
  }
}

/** Whether the seat that the candidate has was given with the admission that stands, not before it. */
export function seatCameWithAdmission(registration: Doc): boolean {
  const admission = docsOf(registration, 'CheckInHistory').findLast(({ Kind }) => Kind === 'CheckIn' || Kind === 'Override')
  return admission !== undefined && admission.Seat !== undefined && admission.Seat === registration.Seat && admission.SeatBefore !== admission.Seat
}
