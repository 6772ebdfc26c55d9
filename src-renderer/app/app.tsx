/** Which of the three is shown: joining, signing in, or the desk. */
import { useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { DeskState } from '../../src-shared/desk.ts'
import { deskState } from '../api/desk-api.ts'
import { useSession } from '../api/session-store.ts'
import { useRemote } from '../api/use-remote.ts'
import { JoinScreen } from '../features/join/join-screen.tsx'
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx'
import { usePreferences } from '../ui/preferences.ts'
import { setVenueClock } from '../ui/time.ts'
import { Desk } from './desk.tsx'
import { Starting } from './starting.tsx'

const signed_out_read_ms = 2_000

export function App() {
  const locale = usePreferences((preferences) => preferences.locale)
  return (
    <I18nProvider locale={locale}>
      <Phase />
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

  if (!state) return <Starting problem={remote.problem} onAgain={remote.reload} />
  if (state.phase === 'join') return <JoinScreen state={state} onJoined={setJoined} />
  if (!session) return <SignInScreen state={state} expired={expired} onSignedIn={(signedIn) => useSession.setState({ session: signedIn, expired: false })} />
  return <Desk key={session.user.id} state={state} session={session} />
}
