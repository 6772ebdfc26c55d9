/** What became of a damaged database, for people to read; kept in the fresh one. */
import type { Store } from './store.ts'

export const RECOVERED = 'recovered'

export interface Recovered {
  /** When, ISO 8601 UTC. */
  at: string
  /** What was wrong, "has 2 damaged pages of 90". */
  why: string
  /** The name of the damaged file, beside the new one. */
  kept: string
  damaged: number
  pages: number
  records: number
  waiting: number
  missing: number
  conflicts: number
}

/** All of it in two or three sentences. */
export function recoveredSentence({ why, kept, waiting, missing, conflicts, records }: Recovered): string {
  const lost = missing === 0 ? '' : ` At least ${count(missing, 'write')} could not be read.`
  return `The database ${why}. It was set aside as ${kept}; ${count(waiting, 'waiting write')}, ${count(conflicts, 'open conflict')} and ${count(records, 'record')} were read from it, and headquarters is asked for everything again.${lost}`
}

function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`
}

const lost_writes_told_ms = 7 * 86_400_000

/** The notice for as long as it matters: until headquarters has sent everything again, and for a week where writes were lost. */
export function recoveryNotice({ meta, outbox }: Pick<Store, 'meta' | 'outbox'>, now: number): string | null {
  const kept = meta.get(RECOVERED)
  if (kept === undefined) return null
  const recovered = JSON.parse(kept) as Recovered
  const { cursor, resyncing } = outbox.state()
  const filled = cursor > 0 && !resyncing
  const told = recovered.missing === 0 || Math.abs(now - Date.parse(recovered.at)) > lost_writes_told_ms
  return filled && told ? null : recoveredSentence(recovered)
}
