/** Which of the three is shown: joining, signing in, or the desk. */
import { useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { DeskState } from '../../src-shared/desk.ts'
import { deskState } from '../api/desk-api.ts'
import { useSession } from '../api/session-store.ts'
import { useRemote } from '../api/use-remote.ts'
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx'
import { later } from '../ui/later.tsx'
import { usePreferences } from '../ui/preferences.ts'
import { setVenueClock } from '../ui/time.ts'
import { Guard } from './guard.tsx'
import { Starting } from './starting.tsx'

const signed_out_read_ms = 2_000

/** The first screen is painted by then, and nobody has entered a PIN. */
const desk_code_after_ms = 1_000

const desk = later(async () => (await import('./desk.tsx')).Desk)
const joining = later(async () => (await import('../features/join/join-screen.tsx')).JoinScreen)

export function App() {
  const locale = usePreferences((preferences) => preferences.locale)
  return (
    <I18nProvider locale={locale}>
      <Guard of="">
        <Phase />
      </Guard>
    </I18nProvider>
  )
}

function Phase() {
  const { session, expired } = useSession()
  // Until somebody has signed in nothing is told live, and the first sync is still bringing the site's name.
  const remote = useRemote('state', deskState, session ? undefined : signed_out_read_ms)
  // Before anything below shows a time.
  if (remote.data?.site) setVenueClock(remote.data.site.time_zone, remote.data.site.offsets)
  const [joined, setJoined] = useState<DeskState | null>(null)
  const state = remote.data?.phase === 'join' ? (joined ?? remote.data) : remote.data
  useEffect(() => {
    document.title = state?.site ? `${state.site.name} · Hallpass` : 'Hallpass'
  }, [state])

  // The desk's own code comes while the first screen is looked at, at once where somebody is signed in already.
  const wanted = session !== null || state?.phase === 'sign-in'
  const signedIn = session !== null
  useEffect(() => {
    if (!wanted) return
    const timer = setTimeout(desk.fetch, signedIn ? 0 : desk_code_after_ms)
    return () => clearTimeout(timer)
  }, [wanted, signedIn])

  if (!state) return <Starting problem={remote.problem} onAgain={remote.reload} />
  if (state.phase === 'join') return <joining.Part state={state} onJoined={setJoined} />
  if (!session) return <SignInScreen state={state} expired={expired} onSignedIn={(signedIn) => useSession.setState({ session: signedIn, expired: false })} />
  return <desk.Part key={session.user.id} state={state} session={session} />
}
