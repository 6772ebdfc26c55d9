/** What a station cannot promise with a central server that has only the documents' API: codes for the window, sentences for the status. */
import { documents_days_after, documents_full_interval_ms, documents_walk_interval_ms, poll_interval_ms } from './limits.ts'

export const UPSTREAM_KINDS = ['hallpass', 'documents'] as const
export type UpstreamKind = (typeof UPSTREAM_KINDS)[number]

export const UPSTREAM_LIMITS = ['poll', 'walk', 'days', 'repeat', 'race', 'bytes', 'who', 'restore', 'no-desk-commands', 'only-here', 'no-references', 'no-records'] as const
export type UpstreamLimit = (typeof UPSTREAM_LIMITS)[number]

const seconds = (ms: number) => Math.round(ms / 1000)

/** Numbers that the sentences name. */
export const UPSTREAM_LIMIT_NUMBERS = { poll: seconds(poll_interval_ms), walk: seconds(documents_walk_interval_ms), full: seconds(documents_full_interval_ms), days: documents_days_after }

const { poll, walk, full, days } = UPSTREAM_LIMIT_NUMBERS

const SENTENCES: Record<UpstreamLimit, string> = {
  poll: `The central server does not say when something changes: it is asked every ${poll} seconds.`,
  walk: `A change or deletion of an exam, course or event registration or a certification made elsewhere is seen within ${walk} seconds, one of a booking registration at the latest after ${full} seconds; longer where the server has very many records or limits the requests.`,
  days: `Sittings are known up to ${days} days ahead.`,
  repeat: 'That a message, an order or a report is made exactly once after an answer was lost holds only where the server heeds Idempotency-Key; other writes are looked up before they are repeated.',
  race: 'A deletion or a booking command checks what is there right before it is sent; a change made by someone else in that moment is not noticed.',
  bytes: 'The records here are not the same byte for byte as at the central server: what it does not show is not kept, and a record made here keeps its id of this station.',
  who: "The central server notes this station's key as the writer, and its own clock where an operation takes no time; who did what and when is in this station's audit log.",
  restore: 'Where the central server is restored from a backup, what it lost is not sent again.',
  'no-desk-commands': 'The central server has no operations for check-in, seats, breaks, incidents or the moves of scrap paper: such writes are listed as refused.',
  'only-here': 'Stops of the clock and time given back, single entries of a score and withdrawn reports have no place at the central server: they stay on this station alone.',
  'no-references': 'The central server does not show venues, contacts or forms: what refers to them cannot be made here.',
  'no-records': 'The central server does not let all records of some kind be read: those are not here.',
}

/** The sentence for a person. */
export function limitSentence(limit: UpstreamLimit): string {
  return SENTENCES[limit]
}
