/** Accommodations of a registration: one for each type. */
import type { AccommodationRequest } from '../../../../src-shared/commands/booking-registrations.ts'
import type { Doc } from '../../store/store.ts'

export const EMPTY_TYPE = 'Accommodation type cannot be empty.'

/** Whether a type says nothing. */
export function isBlank(type: string | null | undefined): boolean {
  return (type ?? '').trim() === ''
}

/** The list with this one granted: a type that is there is replaced in its place. */
export function withGranted(current: readonly Doc[], granted: AccommodationRequest): Doc[] {
  const element = toElement(granted)
  const there = current.some(({ Type }) => Type === element.Type)
  return there ? current.map((other) => (other.Type === element.Type ? element : other)) : [...current, element]
}

function toElement({ Type, Name, TimeExtension }: AccommodationRequest): Doc {
  return {
    Type: Type?.trim() ?? '',
    ...(Name === undefined || Name === null ? {} : { Name }),
    ...(TimeExtension === undefined || TimeExtension === null ? {} : { TimeExtension }),
  }
}
