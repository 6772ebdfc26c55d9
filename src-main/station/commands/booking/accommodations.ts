/** Accommodations of a registration: one for each type. */
import type { AccommodationRequest } from '../../../../src-shared/commands/booking-registrations.ts'
import type { Doc } from '../../store/store.ts'
import type { CommandContext } from '../command.ts'
import { docsOf } from './stored-values.ts'

export const EMPTY_TYPE = 'Accommodation type cannot be empty.'

/** Whether a type says nothing. */
export function isBlank(type: string | null | undefined): boolean {
  return (type ?? '').trim() === ''
}

/** The list with this one granted: a type that is there is replaced in its place. */
export function withGranted(current: readonly Doc[], element: Doc): Doc[] {
  const there = current.some(({ Type }) => Type === element.Type)
  return there ? current.map((other) => (other.Type === element.Type ? element : other)) : [...current, element]
}

/** What the document knows of an accommodation. */
export function toElement({ Type, Name, TimeExtension }: AccommodationRequest): Doc {
  return {
    Type: Type?.trim() ?? '',
    ...(Name === undefined || Name === null ? {} : { Name }),
    ...(TimeExtension === undefined || TimeExtension === null ? {} : { TimeExtension }),
  }
}

/** Whether two say the same on the same paper, whoever granted them and when. */
export function isSameGrant(one: Doc | undefined, other: Doc): boolean {
  return one !== undefined && ['Type', 'Name', 'TimeExtension', 'Reason', 'Reference'].every((field) => (one[field] ?? null) === (other[field] ?? null))
}

/** Who decided, why and on what paper; kept with the registration, not shown by the documented operations. */
export function decisionNotes({ Reason, Reference, second }: { Reason?: string; Reference?: string; second?: { name: string } }): Doc {
  return {
    ...(isBlank(Reason) ? {} : { Reason: Reason?.trim() }),
    ...(isBlank(Reference) ? {} : { Reference: Reference?.trim() }),
    ...(second === undefined ? {} : { SignedBy: second.name }),
  }
}

/** The history with one more decision; entries have ids, so that two desks' are both kept. */
export function withDecision(registration: Doc, Kind: 'Granted' | 'Revoked', facts: Doc, context: CommandContext): Doc[] {
  return [...docsOf(registration, 'AccommodationHistory'), { id: context.newId(), Kind, At: context.at, By: context.actor.name, ...facts }]
}
