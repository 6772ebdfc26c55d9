/** The roster on the left, the candidate on the right. */
import { useCallback } from 'react'
import { PersonPanel } from '../features/check-in/person-panel.tsx'
import { RosterPane } from '../features/roster/roster-pane.tsx'
import { focusOn, PERSON_ID, SEARCH_ID } from '../ui/focus-on.ts'
import { go } from './route-store.ts'
import styles from './frame.module.css'

export function RosterPlace({ event, registration, zone, hasHq }: { event: string | null; registration: string | null; zone: string; hasHq: boolean }) {
  const select = useCallback((id: string | null) => go({ registration: id }), [])
  const open = useCallback(() => focusOn(PERSON_ID), [])
  return (
    <div className={styles['desk']}>
      <RosterPane event={event} zone={zone} selected={registration} onSelect={select} onOpen={open} onEverywhere={() => go({ event: null, registration: null })} />
      <PersonPanel
        registration={registration}
        hasHq={hasHq}
        onNext={() => focusOn(SEARCH_ID)}
        onGo={(id) => {
          select(id)
          open()
        }}
      />
    </div>
  )
}
