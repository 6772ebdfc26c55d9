/** Brings what a first load brought into full-text search, some rows at a time, between whatever else there is to do. */
import { search_fill_pause_ms } from '../../../../src-shared/limits.ts'
import type { FirstLoad } from './first-load.ts'

export function makeSearchFiller({ searchMore }: FirstLoad) {
  let timer: NodeJS.Timeout | undefined

  function later(): void {
    timer = setTimeout(fill, search_fill_pause_ms).unref()
  }

  function fill(): void {
    timer = undefined
    try {
      if (searchMore()) later()
    } catch {
      // A full disk: what is missing in the index is compared row by row, and the next start goes on.
    }
  }

  function start(): void {
    if (!timer) later()
  }

  return { start, stop: () => clearTimeout(timer) }
}
