/** Who are you? A card for each person, then the PIN. Nothing here needs the network. */
import { useState } from 'react'
import { CircleAlert, CloudDownload, LockKeyhole } from 'lucide-react'
import type { DeskState, DeskUser, Session } from '../../../src-shared/desk.ts'
import { users } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { Loading, StateView } from '../../ui/state-view.tsx'
import { shortDay } from '../../ui/time.ts'
import { Threshold } from '../../ui/threshold.tsx'
import { PeopleCards } from './people-cards.tsx'
import { PinEntry } from './pin-entry.tsx'

/** Headquarters adds people, and nothing is told live before somebody has signed in. */
const people_read_ms = 2_000

export function SignInScreen({ state, expired, onSignedIn }: { state: DeskState; expired: boolean; onSignedIn: (session: Session) => void }) {
  const { t, locale } = useI18n()
  const people = useRemote('users', users, people_read_ms)
  // A site without a name yet is one whose records have not come.
  const fetching = state.site !== null && state.site.name === state.site.id
  const [chosen, setChosen] = useState<DeskUser | null>(null)

  return (
    <Threshold
      narrow={chosen !== null}
      title={fetching ? 'Hallpass' : (state.site?.name ?? 'Hallpass')}
      subtitle={fetching ? t('sign-in.new-desk') : expired ? t('sign-in.expired') : chosen ? t('sign-in.enter-pin') : t('sign-in.who')}
      foot={
        <>
          {state.lease_until && state.site ? <span>{t('sign-in.lease', { day: shortDay(state.lease_until, state.site.time_zone, locale) })}</span> : null}
          <span>{state.demo_pin ? t('sign-in.demo-pin', { pin: state.demo_pin }) : state.station.name}</span>
          {state.station.encrypted ? (
            <span>
              <LockKeyhole aria-hidden size={14} /> {t('footer.encrypted')}
            </span>
          ) : null}
        </>
      }
    >
      {chosen ? (
        <PinEntry user={chosen} demoPin={state.demo_pin} onBack={() => setChosen(null)} onSignedIn={onSignedIn} />
      ) : people.data ? (
        people.data.length > 0 ? (
          <PeopleCards people={people.data} onChoose={setChosen} />
        ) : fetching ? (
          <StateView icon={CloudDownload} title={t('sign-in.fetching')}>
            <p>{t('sign-in.fetching-help')}</p>
          </StateView>
        ) : (
          <StateView icon={CircleAlert} title={t('sign-in.nobody')}>
            <p>{t('sign-in.nobody-help')}</p>
          </StateView>
        )
      ) : people.problem && people.problem.code !== 'unreachable' ? (
        <StateView icon={CircleAlert} tone="stop" title={t('sign-in.failed')}>
          <p>{refusalText(people.problem, t)}</p>
          <Button onPress={people.reload}>{t('common.try-again')}</Button>
        </StateView>
      ) : (
        <Loading label={t('common.reading')} />
      )}
    </Threshold>
  )
}
