/** What waited through the last hours, part by part. Kept in memory: a station that starts anew begins anew. */
import type { LineHistory } from '../../../src-shared/desk/line-history.ts'
import type { Line } from '../../../src-shared/ipc.ts'
import { line_part_minutes, line_parts_max } from '../../../src-shared/limits.ts'

const part_ms = line_part_minutes * 60_000

type Known = Pick<Line, 'pending' | 'online'>

export interface LineNotes {
  /** @param at when the line was so, ISO 8601 */
  note(at: string, line: Known): void
  read(): LineHistory
}

export function makeLineNotes(): LineNotes {
  const parts: { part: number; waiting: number; online: boolean }[] = []
  let last: Known | undefined

  return {
    note(at, line) {
      const part = Math.floor(Date.parse(at) / part_ms)
      const newest = parts.at(-1)
      // Between two notes nothing changed; a clock that was set back adds to the newest part.
      for (let gone = Math.max((newest?.part ?? part) + 1, part - line_parts_max); gone <= part; gone++) {
        if (last) parts.push({ part: gone, waiting: last.pending, online: last.online })
      }
      const current = parts.at(-1)
      if (current) Object.assign(current, { waiting: Math.max(current.waiting, line.pending), online: current.online && line.online })
      else parts.push({ part, waiting: line.pending, online: line.online })
      parts.splice(0, parts.length - line_parts_max)
      last = { pending: line.pending, online: line.online }
    },
    read: () => ({ part_minutes: line_part_minutes, parts: parts.map(({ part, waiting, online }) => ({ at: new Date(part * part_ms).toISOString(), waiting, online })) }),
  }
}
