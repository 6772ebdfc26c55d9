/** Who is signed in here. In memory and in the tab's own storage, so that a reload keeps the person. */
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { Session } from '../../src-shared/desk.ts'

interface SessionState {
  session: Session | null
  /** True where the station ended the session, so that the sign-in screen can say why it is there. */
  expired: boolean
}

export const useSession = create<SessionState>()(
  persist((): SessionState => ({ session: null, expired: false }), {
    name: 'hallpass.session',
    storage: createJSONStorage(() => sessionStorage),
  }),
)
