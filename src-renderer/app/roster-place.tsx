/** The roster on the left, the candidate on the right. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Candidate, DeskUser, Sitting } from '../../src-shared/desk.ts'
import { AccommodationForm } from '../features/accommodations/accommodation-form.tsx'
import { PersonPanel } from '../features/check-in/person-panel.tsx'
import type { PersonTools } from '../features/check-in/person.tsx'
import { TransferForm } from '../features/door/transfer-form.tsx'
import { ReportHere } from '../features/incidents/report-here.tsx'
import { WalkInForm } from '../features/door/walk-in-form.tsx'
import { RosterPane } from '../features/roster/roster-pane.tsx'
import { keepWhoIsOpen } from '../features/roster/roster-store.ts'
import { focusOn, PERSON_ID, SEARCH_ID } from '../ui/focus-on.ts'
import { useI18n } from '../ui/i18n.ts'
import { RosterMore } from './roster-more.tsx'
import { go, useRoute } from './route-store.ts'
import panes from '../ui/two-panes.module.css'
import styles from './roster-more.module.css'

interface RosterPlaceProps {
  event: string | null
  sitting: Sitting | null
  zone: string
  hasHq: boolean
  user: DeskUser
  onCertificate: (candidate: Candidate) => void
}

export function RosterPlace({ event, sitting, zone, hasHq, user, onCertificate }: RosterPlaceProps) {
  const { t } = useI18n()
  // Only this place is drawn again for each candidate who is marked.
  const registration = useRoute((route) => route.registration)
  const select = useCallback((id: string | null) => go({ registration: id }), [])
  const open = useCallback(() => focusOn(PERSON_ID), [])
  const tools: PersonTools = {
    accommodations: (candidate, close) => <AccommodationForm candidate={candidate} user={user} onDone={() => close(true)} onClose={() => close(false)} />,
    transfer: (candidate, close) => <TransferForm candidate={candidate} open={event} onDone={() => close(true)} onClose={() => close(false)} />,
    incident: (candidate, close) => <ReportHere candidate={candidate} onDone={() => close(true)} onClose={() => close(false)} />,
  }
  /** What was typed before somebody is registered at the door; null while nobody is. */
  const [typed, setTyped] = useState<string | null>(null)
  useEffect(() => setTyped(null), [event, registration])
  const registered = (id: string) => {
    setTyped(null)
    keepWhoIsOpen()
    select(id)
    setTimeout(open)
  }
  const leave = () => {
    setTyped(null)
    setTimeout(() => focusOn(SEARCH_ID))
  }
  const said = typed !== null && sitting === null ? t('walk-in.choose-sitting') : null
  const more = useMemo(() => <RosterMore event={event} user={user} said={said} onWalkIn={() => setTyped('')} />, [event, user, said])
  const walkIn = typed !== null && sitting !== null
  return (
    <div className={panes['panes']} {...(registration === null ? {} : { 'data-marked': true })}>
      <RosterPane
        event={event}
        zone={zone}
        selected={registration}
        onSelect={select}
        onOpen={open}
        onEverywhere={() => go({ event: null, registration: null })}
        onWalkIn={setTyped}
        more={more}
      />
      <div className={`${panes['side']} ${styles['side']}`}>
        {walkIn ? (
          <WalkInForm key={sitting.id} sitting={sitting} typed={typed} onRegistered={registered} onClose={leave} />
        ) : (
          <PersonPanel
            registration={registration}
            sitting={event}
            hasHq={hasHq}
            tools={tools}
            onNext={() => focusOn(SEARCH_ID)}
            onCertificate={onCertificate}
            onGo={(id) => {
              keepWhoIsOpen()
              select(id)
              open()
            }}
          />
        )}
      </div>
    </div>
  )
}
