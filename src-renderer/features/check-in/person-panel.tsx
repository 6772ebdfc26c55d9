/** The right half of the desk: the candidate who stands there. */
import { useEffect, useRef, useState } from 'react'
import { CircleAlert, ScanLine } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { candidate } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { PERSON_ID } from '../../ui/focus-on.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useAwaitedKeys, useKeys } from '../../ui/key-store.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { Loading, slow_ms, StateView } from '../../ui/state-view.tsx'
import { useHoldsFocus } from '../../ui/use-holds-focus.ts'
import { useDesk } from './desk-store.ts'
import { personWords } from './person-words.ts'
import { Person } from './person.tsx'
import { atSitting } from './standing.ts'
import type { PersonTools } from './person.tsx'
import styles from './person.module.css'

export interface PersonPanelProps {
  registration: string | null
  /** The sitting whose roster is open; null is everyone. */
  sitting: string | null
  /** False where this station has no headquarters to send to. */
  hasHq: boolean
  tools: PersonTools
  onNext: () => void
  onCertificate: (candidate: Candidate) => void
  onGo: (registration: string) => void
}

export function PersonPanel({ registration, sitting, hasHq, tools, onNext, onCertificate, onGo }: PersonPanelProps) {
  const { t, locale } = useI18n()
  const remote = useRemote(registration === null ? null : `candidate/${registration}`, () => candidate(registration ?? ''))
  const shown = useSteady(remote.data, registration)
  const last = useDesk((desk) => desk.last)
  /** While somebody still searches, the list tells who is marked. */
  const panel = useRef<HTMLElement>(null)
  const isHere = useHoldsFocus(panel)
  const live = shown?.id === registration ? shown : null
  useAwaitedKeys(registration !== null && live === null && remote.problem === null)

  useKeys([
    {
      key: 'u',
      ...(last ? { hint: t('person.key.undo-last') } : {}),
      run: () => {
        if (!last) return
        onGo(last.registration)
        useDesk.setState({ undoing: last.registration })
      },
    },
  ])

  return (
    <section ref={panel} id={PERSON_ID} tabIndex={-1} className={styles['panel']} aria-label={live?.name ?? t('person.title')}>
      <p role="status" className="unseen">
        {isHere && live ? personWords(atSitting(live, sitting), t, locale) : null}
      </p>
      {registration === null ? (
        <StateView icon={ScanLine} title={t('person.none')}>
          <p>{t('person.none-help')}</p>
        </StateView>
      ) : shown ? (
        <div className={styles['holder']} inert={shown.id !== registration} key={shown.id}>
          <Person candidate={atSitting(shown, sitting)} live={shown.id === registration} hasHq={hasHq} reload={remote.reload} onNext={onNext} onGo={onGo} onCertificate={onCertificate} tools={tools} />
        </div>
      ) : remote.problem && remote.problem.code !== 'unreachable' ? (
        <StateView icon={CircleAlert} tone="stop" title={remote.problem.status === 404 ? t('person.gone') : t('person.failed')}>
          <p>{refusalText(remote.problem, t)}</p>
          <Button onPress={remote.reload}>{t('common.try-again')}</Button>
        </StateView>
      ) : (
        <Loading label={t('common.reading')} />
      )}
    </section>
  )
}

/** Keeps the last candidate (untouchable) for a moment while the next is read, so that walking the list does not flicker. */
function useSteady(data: Candidate | null, registration: string | null): Candidate | null {
  const [kept, setKept] = useState<Candidate | null>(null)
  useEffect(() => {
    if (data) return setKept(data)
    const timer = setTimeout(() => setKept(null), slow_ms)
    return () => clearTimeout(timer)
  }, [data, registration])
  return data ?? kept
}
