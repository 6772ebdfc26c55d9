/** One value of a refused write that a person can correct. */
export interface FixField {
  /** Where it is in the write: ["Seat"], or ["changes", "state"]. */
  path: string[]
  value: string | number
  /** What the refusal speaks of. */
  meant: boolean
}
