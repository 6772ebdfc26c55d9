/** Tells at once when a read or a write meets a damaged page: what comes after it could be wrong. */
import type { Store } from '../store.ts'
import { isDamage } from './database.ts'

type Call = (...args: unknown[]) => unknown

/** The same store; `onDamage` hears of the first damage, before whoever called does. */
export function watchDamage(store: Store, onDamage: (error: Error) => void): Store {
  let told = false
  const tell = (error: unknown): void => {
    if (told || !isDamage(error)) return
    told = true
    onDamage(error as Error)
  }
  return watched(store, tell)
}

function watched<T extends object>(part: T, tell: (error: unknown) => void): T {
  const members = Object.entries(part).map(([name, member]) => [name, typeof member === 'function' ? watchedCall(member as Call, tell) : watchedMember(member, tell)])
  return Object.fromEntries(members) as T
}

function watchedMember(member: unknown, tell: (error: unknown) => void): unknown {
  return typeof member === 'object' && member !== null ? watched(member, tell) : member
}

function watchedCall(call: Call, tell: (error: unknown) => void): Call {
  return (...args) => {
    try {
      const answer = call(...args)
      if (answer instanceof Promise) answer.catch(tell)
      return answer
    } catch (error) {
      tell(error)
      throw error
    }
  }
}
