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
import { Desk } from './desk.tsx'
import { Starting } from './starting.tsx'

export function App() {
  const locale = usePreferences((preferences) => preferences.locale)
  return (
    <I18nProvider locale={locale}>
      <Phase />
    </I18nProvider>
  )
}

function Phase() {
  const remote = useRemote('state', deskState)
  const [joined, setJoined] = useState<DeskState | null>(null)
  const { session, expired } = useSession()
  const state = joined ?? remote.data
  useEffect(() => {
    document.title = state?.site ? `${state.site.name} · Hallpass` : 'Hallpass'
  }, [state])

  if (!state) return <Starting problem={remote.problem} onAgain={remote.reload} />
  if (state.phase === 'join') return <JoinScreen state={state} onJoined={setJoined} />
  if (!session) return <SignInScreen state={state} expired={expired} onSignedIn={(signedIn) => useSession.setState({ session: signedIn, expired: false })} />
  return <Desk key={session.user.id} state={state} session={session} />
}
