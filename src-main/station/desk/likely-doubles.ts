/**
 * Registrations of one sitting that may be one person: new at two desks while the line was down, or on two lists.
 * Kept beside the sitting's roster and changed only by what names a person: a check-in does not concern it.
 */
import { namesakes_max } from '../../../src-shared/limits.ts'
import { foldText } from '../store/fold-text.ts'
import { nameWords } from './people.ts'

/** What is compared, folded; empty where it is not known. */
export interface Likeness {
  /** False once cancelled or withdrawn: nobody comes on it any more. */
  stands: boolean
  learner: string
  code: string
  email: string
  /** Words of the name, sorted. */
  name: string
  birth_date: string
}

export interface Likely {
  id: string
  like: Likeness
}

export interface LikelyDoubles<E extends Likely> {
  add(entry: E): void
  remove(entry: E): void
  /** Others who may be the same person. */
  of(entry: E): E[]
  /** Everyone who may be the same person as another one. The set is shared: do not change it. */
  all(): ReadonlySet<string>
}

export function likenessOf(stands: boolean, known: Record<'learner' | 'code' | 'email' | 'name' | 'birth_date', string | null>): Likeness {
  const { learner, code, email, name, birth_date } = known
  return { stands, learner: learner ?? '', code: foldText((code ?? '').trim()), email: foldText((email ?? '').trim()), name: nameWords(name ?? ''), birth_date: birth_date ?? '' }
}

export function sameLikeness(one: Likeness, other: Likeness): boolean {
  return (Object.keys(one) as (keyof Likeness)[]).every((part) => one[part] === other[part])
}

const SHARED = ['learner', 'code', 'email', 'name'] as const
type Shared = (typeof SHARED)[number]

/**
 * One contact, one code, or one name with one date of birth; else the name or the address alone,
 * as long as nothing that is known of both tells them apart.
 */
export function mayBeOne(one: Likeness, other: Likeness): boolean {
  const same = (part: Exclude<keyof Likeness, 'stands'>) => one[part] !== '' && one[part] === other[part]
  const differ = (part: 'code' | 'birth_date') => one[part] !== '' && other[part] !== '' && one[part] !== other[part]
  if (same('learner') || same('code') || (same('name') && same('birth_date'))) return true
  return (same('name') || same('email')) && !differ('code') && !differ('birth_date')
}

export function makeLikelyDoubles<E extends Likely>(): LikelyDoubles<E> {
  const by: Record<Shared, Map<string, Set<E>>> = { learner: new Map(), code: new Map(), email: new Map(), name: new Map() }
  let doubled: Set<string> | undefined

  const keysOf = ({ like }: E) => (like.stands ? SHARED.flatMap((part) => (like[part] === '' ? [] : [[part, like[part]] as const])) : [])

  /** An address or a name that very many share is an office's, or a word for nobody. */
  function namesakesOf(entry: E): E[] {
    const found = new Set<E>()
    for (const [part, key] of keysOf(entry)) {
      const sharing = by[part].get(key)
      if (sharing && sharing.size <= namesakes_max) for (const other of sharing) found.add(other)
    }
    found.delete(entry)
    return [...found]
  }
  const of = (entry: E) => namesakesOf(entry).filter((other) => mayBeOne(entry.like, other.like))

  return {
    add(entry) {
      doubled = undefined
      for (const [part, key] of keysOf(entry)) by[part].set(key, (by[part].get(key) ?? new Set<E>()).add(entry))
    },
    remove(entry) {
      doubled = undefined
      for (const [part, key] of keysOf(entry)) {
        const sharing = by[part].get(key)
        sharing?.delete(entry)
        if (sharing?.size === 0) by[part].delete(key)
      }
    },
    of,
    all() {
      if (doubled) return doubled
      const made = new Set<string>()
      for (const part of SHARED) {
        for (const sharing of by[part].values()) if (sharing.size > 1) for (const entry of sharing) if (!made.has(entry.id) && of(entry).length > 0) made.add(entry.id)
      }
      doubled = made
      return made
    },
  }
}
