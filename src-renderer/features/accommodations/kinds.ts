/** Accommodations that are granted often. The type is written into the record as it is here, in every language of the window. */

export const ACCOMMODATION_KINDS = ['Extra time', 'Separate room', 'Reader', 'Scribe', 'Extra breaks', 'Standing desk'] as const
export type AccommodationKind = (typeof ACCOMMODATION_KINDS)[number]

/** Shares of the exam's duration that are usual as extra time. */
export const SHARES = [25, 50, 100] as const

/** Whole minutes of a share of the duration, rounded up. */
export function minutesOfShare(duration_minutes: number, percent: number): number {
  return Math.ceil((duration_minutes * percent) / 100)
}

export function isKind(type: string): type is AccommodationKind {
  return (ACCOMMODATION_KINDS as readonly string[]).includes(type)
}
