/** What waited on this laptop through the last hours. */
export interface LineHistory {
  /** How long one part is, in minutes. */
  part_minutes: number
  /** Oldest first; only parts in which the station ran. `waiting` is the most that waited in it. */
  parts: { at: string; waiting: number; online: boolean }[]
}
