/** A second person's signature: their PIN, exchanged for a word that one write of the first person may carry, for a short time. */
import { randomBytes } from 'node:crypto'
import type { DeskUser, SignOff } from '../../../src-shared/desk.ts'
import { sign_off_seconds, sign_offs_max } from '../../../src-shared/limits.ts'
import { refuseFor } from '../../../src-shared/desk-refusals.ts'
import { isRefusal, type Refusal } from '../../../src-shared/problem.ts'
import type { Sessions } from './sessions.ts'

const token_bytes = 32

interface Signed {
  user: DeskUser
  /** Who asked for the signature: nobody else can use it. */
  asker: string
  /** Milliseconds since 1970. */
  ends: number
}

export interface SignOffs {
  sign(asker: string, userId: string, pin: string): Promise<SignOff | Refusal>
  /** Who signed; undefined where the word is unknown, too old or another's. */
  signerOf(asker: string, token: string): DeskUser | undefined
  /** The write was made: the word is used up. */
  spend(token: string): void
}

/** Kept in memory only: a restart of the station asks for the PIN again. @param now ISO 8601 instant */
export function makeSignOffs(sessions: Pick<Sessions, 'checkPin'>, now: () => string): SignOffs {
  const signed = new Map<string, Signed>()
  return {
    async sign(asker, userId, pin) {
      // Before the PIN is looked at: nobody signs twice, and no guess is spent on it.
      if (userId === asker) return refuseFor('same-person', {})
      const user = await sessions.checkPin(userId, pin)
      if (isRefusal(user)) return user
      const token = randomBytes(token_bytes).toString('base64url')
      for (const oldest of signed.keys()) if (signed.size >= sign_offs_max) signed.delete(oldest)
      signed.set(token, { user, asker, ends: Date.parse(now()) + sign_off_seconds * 1_000 })
      return { token, user: { id: user.id, name: user.name, role: user.role } }
    },
    signerOf(asker, token) {
      const known = signed.get(token)
      return known && known.asker === asker && known.ends > Date.parse(now()) ? known.user : undefined
    },
    spend: (token) => void signed.delete(token),
  }
}
