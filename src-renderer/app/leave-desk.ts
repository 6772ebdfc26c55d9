/** Ends the session at this window. */
import { signOut } from '../api/desk-api.ts'
import { useSession } from '../api/session-store.ts'
import { go } from './route-store.ts'

/** `switch` keeps the place for the next person; `out` goes back to today. */
export function leaveDesk(how: 'switch' | 'out'): void {
  // The window forgets the token whatever the station says: it may be away just now.
  void signOut().catch(() => undefined)
  if (how === 'out') go({ place: 'today', event: null, registration: null })
  useSession.setState({ session: null, expired: false })
}
