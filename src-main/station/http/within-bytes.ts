/** Pages that hold photos are cut by size: who reads on from `upTo` comes to the rest. Pure. */
import { feed_bytes_max } from '../../../src-shared/limits.ts'
import type { ChangePage } from '../store/store.ts'

/** The page as far as its documents fit one answer, and at least the first of them. */
export function withinBytes<P extends Pick<ChangePage, 'changes' | 'upTo'>>(page: P, bytesMax = feed_bytes_max): P {
  const end = endWithin(page.changes, ({ doc }) => doc?.length ?? 0, bytesMax)
  const last = page.changes[end - 1]
  return end === page.changes.length || !last ? page : { ...page, changes: page.changes.slice(0, end), upTo: last.seq }
}

/** How many of the first fit, at least one. */
export function endWithin<T>(rows: readonly T[], sizeOf: (row: T) => number, bytesMax = feed_bytes_max): number {
  let bytes = 0
  const end = rows.findIndex((row) => (bytes += sizeOf(row)) > bytesMax)
  return end === -1 ? rows.length : Math.max(1, end)
}
