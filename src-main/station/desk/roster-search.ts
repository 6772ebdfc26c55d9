/** Finds and ranks people as somebody types. Pure. */
import { foldText } from '../store/fold-text.ts'
import type { RosterEntry } from './roster-entry.ts'

interface Word {
  text: string
  /** As it is found among words: without its punctuation, after a space. */
  head: string
}

const RANKS = 4
const email_letters_min = 3

/**
 * Those who match every word typed, best first: the exact code, then family names that begin so, then any word that
 * begins so, then anywhere. Within a rank the order given (sorted by name) stays.
 */
export function searchRoster(sorted: readonly RosterEntry[], query: string): RosterEntry[] {
  const whole = foldText(query.trim())
  const words = whole.split(/\s+/u).filter((word) => word !== '').map(toWord)
  if (words.length === 0) return [...sorted]
  const ranks = Array.from({ length: RANKS }, (): RosterEntry[] => [])
  for (const entry of sorted) {
    const rank = rankOf(entry, whole, words)
    if (rank !== undefined) ranks[rank]?.push(entry)
  }
  return ranks.flat()
}

function toWord(text: string): Word {
  const plain = text.replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  return { text, head: ` ${plain === '' ? text : plain}` }
}

function rankOf({ search }: RosterEntry, whole: string, words: readonly Word[]): number | undefined {
  let family = false
  let heads = true
  for (const { text, head } of words) {
    if (search.sort.startsWith(text)) family = true
    else if (search.words.includes(head)) family ||= beginsPlain(search.sort, head)
    else if (search.text.includes(text) || inEmail(search.email, text)) heads = false
    else return undefined
  }
  if (search.code !== '' && search.code === whole) return 0
  if (!heads) return 3
  return family ? 1 : 2
}

/** One or two letters are somewhere in almost every address: they count only where it begins. */
function inEmail(email: string, text: string): boolean {
  return text.length < email_letters_min ? email.startsWith(text) : email.includes(text)
}

/** Whether "obrien" begins "o'brien, niamh". */
function beginsPlain(sort: string, head: string): boolean {
  if (sort[0] !== head[1]) return false
  return sort.slice(0, head.length * 2 + 2).replace(/['\-. ]/g, '').startsWith(head.slice(1))
}
