/** What can be printed of a sitting as it is. */
export const SHEETS = ['attendance', 'door', 'seats', 'ends', 'paper'] as const
export type Sheet = (typeof SHEETS)[number]
