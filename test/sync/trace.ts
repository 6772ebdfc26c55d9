/** Everything that happens in a world, in order: the last lines to read, and all of it as one hash, so that two runs can be compared. */
import { createHash } from 'node:crypto'

const lines_kept_max = 400

export interface Trace {
  /** The last lines. */
  readonly lines: readonly string[]
  /** A line for people; it is part of the hash, too. */
  say(line: string): void
  /** Counts for the hash alone. */
  note(...parts: readonly (string | number)[]): void
  /** Hash of everything so far. */
  hash(): string
}

export function makeTrace(now: () => number): Trace {
  const hash = createHash('sha256')
  const lines: string[] = []
  const note = (...parts: readonly (string | number)[]) => void hash.update(`${now()} ${parts.join(' ')}\n`)
  return {
    lines,
    note,
    say(line) {
      note(line)
      lines.push(`${(now() / 1_000).toFixed(3)} ${line}`)
      if (lines.length > lines_kept_max) lines.shift()
    },
    hash: () => hash.copy().digest('hex'),
  }
}
