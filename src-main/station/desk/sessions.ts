/** Who is signed in. Tokens are kept as hashes, also over a restart of the station. */
import { createHash, randomBytes } from 'node:crypto'
import type { DeskUser, Role, Session } from '../../../src-shared/desk.ts'
import { session_hours } from '../../../src-shared/limits.ts'
import { isRefusal, refuse, type Refusal } from '../../../src-shared/problem.ts'
import type { Actor } from '../commands/command.ts'
import { inLane } from '../commands/lanes.ts'
import type { Store } from '../store/store.ts'
import { makeLockOut, waitWords } from './lock-out.ts'
import { verifyPin } from './pin.ts'
import { placeOf, type Place } from './place.ts'
import { userAt } from './users.ts'

const META = 'desk_sessions'
const token_bytes = 32
/** The oldest session ends where one desk has more than this. */
const sessions_max = 200
const hour_ms = 3_600_000
/** Whoever does not exist shares one count, so that guessing names fills nothing. */
const NOBODY = ''

/** Who a token stands for; the same shape as an API key's identity. */
export interface SessionIdentity extends Place {
  actor: Actor
  role: Role
  session: true
}

interface Stored {
  hash: string
  tenant: string
  user: DeskUser
  /** Milliseconds since 1970. */
  ends: number
}

export interface Sessions {
  signIn(userId: string, pin: string): Promise<Session | Refusal>
  /** Whether this is that person's PIN; wrong ones count and lock out as at the sign-in. */
  checkPin(userId: string, pin: string): Promise<DeskUser | Refusal>
  signOut(token: string): void
  identityOf(token: string): SessionIdentity | undefined
  stop(): void
}

/** @param now ISO 8601 instant */
export function makeSessions(store: Store, now: () => string): Sessions {
  const clock = () => Date.parse(now())
  const lockOut = makeLockOut(store, clock)
  const sessions = new Map((JSON.parse(store.meta.get(META) ?? '[]') as Stored[]).map((session) => [session.hash, session]))
  const save = () => store.meta.set(META, JSON.stringify([...sessions.values()]))

  /** Ends sessions of people who may no longer sign in, and takes a new role over. */
  async function recheck(): Promise<void> {
    const place = placeOf(store)
    for (const session of sessions.values()) {
      const known = place && place.tenant === session.tenant ? await userAt(store, place, session.user.id) : undefined
      if (known) session.user = known.user
      else sessions.delete(session.hash)
    }
    save()
  }

  // An error here has no one to tell; the next change of a user checks again.
  const recheckSoon = () => void (sessions.size > 0 && recheck().catch(() => undefined))
  const stop = store.onCommit(({ keys }) => {
    if (keys.some(({ collection }) => collection === 'users')) recheckSoon()
  })
  // People may have been removed while this station did not run.
  recheckSoon()

  function open(tenant: string, user: DeskUser): Session {
    const token = randomBytes(token_bytes).toString('base64url')
    const at = clock()
    for (const { hash, ends } of sessions.values()) if (ends <= at || sessions.size >= sessions_max) sessions.delete(hash)
    sessions.set(hashOf(token), { hash: hashOf(token), tenant, user, ends: at + session_hours * hour_ms })
    save()
    return { token, user }
  }

  async function attempt(place: Place, person: string, userId: string, pin: string): Promise<DeskUser | Refusal> {
    const seconds = lockOut.secondsLeft(person)
    if (seconds > 0) return refuse('too-many', `Wrong PIN too often. Try again in ${waitWords(seconds)}.`, { retry_after_seconds: seconds })
    lockOut.attempt(person)
    const known = await userAt(store, place, userId)
    if (!(await verifyPin(pin, known?.pin)) || !known) return refuse('unauthorized', 'That PIN is not right.')
    lockOut.forgive(person)
    return known.user
  }

  async function checkPin(userId: string, pin: string): Promise<DeskUser | Refusal> {
    const place = placeOf(store)
    if (!place) return noSite()
    const person = (await userAt(store, place, userId)) ? `${place.tenant}/${userId}` : NOBODY
    // One at a time, so that attempts sent together are all counted.
    return inLane(`pin/${person}`, () => attempt(place, person, userId, pin))
  }

  return {
    async signIn(userId, pin) {
      const place = placeOf(store)
      const user = await checkPin(userId, pin)
      if (isRefusal(user)) return user
      return place ? open(place.tenant, user) : noSite()
    },
    checkPin,
    signOut(token) {
      if (sessions.delete(hashOf(token))) save()
    },
    identityOf(token) {
      const session = sessions.get(hashOf(token))
      const place = session && placeOf(store)
      if (!place || place.tenant !== session.tenant || session.ends <= clock()) return undefined
      const { id, name, role } = session.user
      return { ...place, actor: { id, name, scope: role === 'admin' ? 'admin' : 'write' }, role, session: true }
    },
    stop,
  }
}

function noSite(): Refusal {
  return refuse('conflict', 'This laptop is not the desk of a site yet.')
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
