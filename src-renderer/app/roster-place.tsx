/** The roster on the left, the candidate on the right. */
import { useCallback } from 'react'
import type { DeskUser } from '../../src-shared/desk.ts'
import { AccommodationForm } from '../features/accommodations/accommodation-form.tsx'
import { PersonPanel } from '../features/check-in/person-panel.tsx'
import type { PersonTools } from '../features/check-in/person.tsx'
import { TransferForm } from '../features/door/transfer-form.tsx'
import { ReportHere } from '../features/incidents/report-here.tsx'
import { RosterPane } from '../features/roster/roster-pane.tsx'
import { focusOn, PERSON_ID, SEARCH_ID } from '../ui/focus-on.ts'
import { go } from './route-store.ts'
import styles from './frame.module.css'

export function RosterPlace({ event, registration, zone, hasHq, user }: { event: string | null; registration: string | null; zone: string; hasHq: boolean; user: DeskUser }) {
  const select = useCallback((id: string | null) => go({ registration: id }), [])
  const open = useCallback(() => focusOn(PERSON_ID), [])
  const tools: PersonTools = {
    accommodations: (candidate, close) => <AccommodationForm candidate={candidate} user={user} onDone={() => close(true)} onClose={() => close(false)} />,
    transfer: (candidate, close) => <TransferForm candidate={candidate} open={event} onDone={() => close(true)} onClose={() => close(false)} />,
    incident: (candidate, close) => <ReportHere candidate={candidate} onDone={() => close(true)} onClose={() => close(false)} />,
  }
  return (
    <div className={styles['desk']}>
      <RosterPane event={event} zone={zone} selected={registration} onSelect={select} onOpen={open} onEverywhere={() => go({ event: null, registration: null })} />
      <PersonPanel
        registration={registration}
        sitting={event}
        hasHq={hasHq}
        tools={tools}
        onNext={() => focusOn(SEARCH_ID)}
        onGo={(id) => {
          select(id)
          open()
        }}
      />
    </div>
  )
}
