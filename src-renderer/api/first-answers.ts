/** What the first screen reads, asked for at once and together, while the rest of the window's code is still being read. */
import type { DeskState, DeskUser } from '../../src-shared/desk.ts'
import { deskState, users } from './desk-api.ts'
import { useSession } from './session-store.ts'

interface FirstAnswers {
  state: DeskState
  users: DeskUser[]
}

const answers: Partial<FirstAnswers> = {}

async function ask(): Promise<void> {
  // Where somebody is signed in already nobody is asked who they are.
  const [state, people] = await Promise.all([deskState(), useSession.getState().session ? undefined : users()])
  answers.state = state
  if (state.phase === 'sign-in' && people) answers.users = people
}

const asked = ask().catch(() => undefined)

/** Settles with the answers, or after a while without: whoever shows something asks again then. */
export function firstAnswers(wait_ms: number): Promise<unknown> {
  return Promise.race([asked, new Promise((resolve) => setTimeout(resolve, wait_ms))])
}

/** A first answer, for the first who wants it. */
export function takeFirstAnswer(key: string | null): unknown {
  if (key !== 'state' && key !== 'users') return null
  const answer = answers[key] ?? null
  delete answers[key]
  return answer
}
