/** After some wrong PINs a wait that doubles with each further one. Kept in the file: a restart is no way around it. */
import { pin_attempts_free, pin_wait_first_seconds, pin_wait_max_seconds } from '../../../src-shared/limits.ts'
import type { Store } from '../store/store.ts'

const META = 'desk_wrong_pins'
/** More people than this never mistype at one desk; the oldest are forgotten. */
const people_kept_max = 2_000

interface Wrong {
  count: number
  /** No attempt before this instant, milliseconds since 1970. */
  until: number
}

export interface LockOut {
  /** Seconds to wait before the next attempt of a person; 0: now. */
  secondsLeft(person: string): number
  /** Counts an attempt as wrong; called before the PIN is looked at, so that ending the process saves nobody a count. */
  attempt(person: string): void
  /** It was the right one. */
  forgive(person: string): void
}

/** @param now milliseconds since 1970 */
export function makeLockOut({ meta }: Pick<Store, 'meta'>, now: () => number): LockOut {
  const people = new Map<string, Wrong>(Object.entries(JSON.parse(meta.get(META) ?? '{}') as Record<string, Wrong>))
  const save = () => meta.set(META, JSON.stringify(Object.fromEntries(people)))
  return {
    secondsLeft(person) {
      const left = ((people.get(person)?.until ?? 0) - now()) / 1000
      // A clock that was set back must not lock anyone out for longer than the longest wait.
      return Math.max(0, Math.min(Math.ceil(left), pin_wait_max_seconds))
    },
    attempt(person) {
      const count = (people.get(person)?.count ?? 0) + 1
      people.delete(person)
      people.set(person, { count, until: now() + waitSeconds(count) * 1000 })
      for (const oldest of people.keys()) if (people.size > people_kept_max) people.delete(oldest)
      save()
    },
    forgive(person) {
      if (people.delete(person)) save()
    },
  }
}

/** The wait after so many wrong PINs in a row. */
export function waitSeconds(count: number): number {
  if (count < pin_attempts_free) return 0
  return Math.min(pin_wait_first_seconds * 2 ** (count - pin_attempts_free), pin_wait_max_seconds)
}

/** "30 seconds", "2 minutes". */
export function waitWords(seconds: number): string {
  if (seconds < 120) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return `${Math.ceil(seconds / 60)} minutes`
}
