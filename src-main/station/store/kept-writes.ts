/**
 * What a restored database still had of the stations' writes. A write after that is decided anew, also where it is there again already:
 * a hub may have brought it before the laptop that holds the old answer.
 */

/** Epoch to the last number that was kept. */
export type Kept = Record<string, number>

/** What one restore kept, by node. */
export type KeptByNode = Record<string, Kept>

/** What each of these restores kept of a node. An epoch that is not named had nothing. */
export function keptThrough(restores: readonly KeptByNode[], node: string): Kept {
  const [first, ...others] = restores.map((kept) => kept[node] ?? {})
  return others.reduce(lowest, first ?? {})
}

/** The lower number of each epoch; 0 where one of them does not name it. */
export function lowest(a: Kept, b: Kept): Kept {
  return Object.fromEntries(Object.entries(a).map(([epoch, n]) => [epoch, Math.min(n, b[epoch] ?? 0)]))
}

/** The higher number of each epoch. */
export function highest(...maps: Kept[]): Kept {
  const found: Kept = {}
  for (const [epoch, n] of maps.flatMap((map) => Object.entries(map))) found[epoch] = Math.max(found[epoch] ?? 0, n)
  return found
}
