/** What a granted accommodation asks of a seat. Types are what headquarters wrote, so words inside them count. */
export type SeatNeed = 'accessible' | 'separate'

/** A reader or a scribe speaks, so that nobody else can sit beside them. */
const WORDS: Readonly<Record<SeatNeed, readonly string[]>> = {
  accessible: ['wheelchair', 'accessible', 'adapted desk', 'standing desk'],
  separate: ['separate room', 'private room', 'quiet room', 'reader', 'scribe'],
}

/** @param types the types of the accommodations, in any spelling */
export function seatNeeds(types: readonly string[]): SeatNeed[] {
  const said = types.map((type) => type.toLowerCase())
  return (Object.keys(WORDS) as SeatNeed[]).filter((need) => said.some((type) => WORDS[need].some((word) => type.includes(word))))
}
