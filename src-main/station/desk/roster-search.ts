/** Finds and ranks people as somebody types. */
import { foldText } from '../store/fold-text.ts'
import type { RosterEntry } from './roster-entry.ts'
import { makeHaystack, type Haystack } from './haystack.ts'

interface Word {
  text: string
  /** As it is found among words: without its punctuation, after a space. */
  head: string
}

const RANKS = 4
const email_letters_min = 3
/** Answers are kept until they hold this many people together. */
const people_kept_max = 1_000_000

export interface RosterSearch {
  /**
   * Those who match every word typed, best first: the exact code, then family names that begin so, then any word that
   * begins so, then anywhere. Within a rank they stay sorted by name. The list is shared: do not change it.
   */
  find(query: string): readonly RosterEntry[]
}

/** @param sorted people by name; their search keys must not change as long as this is used */
export function makeRosterSearch(sorted: readonly RosterEntry[]): RosterSearch {
  const answers = new Map<string, readonly RosterEntry[]>()
  let kept = 0
  let texts: Haystack | undefined
  let emails: Haystack | undefined

  /** Positions of those whom the word may mean; the rest need not be looked at one by one. */
  function positionsOf({ text: word, head }: Word): Uint32Array {
    texts ??= makeHaystack(sorted.map(({ search }) => search.text))
    emails ??= makeHaystack(sorted.map(({ search }) => `${EMAIL_START}${search.email}`))
    const found = new Uint8Array(sorted.length)
    texts.mark(word, found)
    if (head.slice(1) !== word) texts.mark(head.slice(1), found)
    emails.mark(word.length < email_letters_min ? EMAIL_START + word : word, found)
    let count = 0
    const positions = new Uint32Array(sorted.length)
    for (let i = 0; i < found.length; i++) if (found[i] === 1) positions[count++] = i
    return positions.subarray(0, count)
  }

  function search(whole: string, words: readonly Word[]): RosterEntry[] {
    const ranks = Array.from({ length: RANKS }, (): RosterEntry[] => [])
    for (const position of positionsOf(longestOf(words))) {
      const entry = sorted[position]
      const rank = entry && rankOf(entry, whole, words)
      if (rank !== undefined) ranks[rank]?.push(entry as RosterEntry)
    }
    return ranks.flat()
  }

  return {
    find(query) {
      const whole = foldText(query.trim())
      const words = whole.split(/\s+/u).filter((word) => word !== '').map(toWord)
      if (words.length === 0) return sorted
      const known = answers.get(whole)
      if (known) return known
      const made = search(whole, words)
      kept += made.length + 1
      if (kept > people_kept_max) {
        answers.clear()
        kept = made.length + 1
      }
      answers.set(whole, made)
      return made
    },
  }
}

/** The word that the fewest have. */
function longestOf(words: readonly Word[]): Word {
  return words.reduce((best, word) => (word.text.length > best.text.length ? word : best))
}

const EMAIL_START = '\u0001'

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
