/** The desk of a signed-in person: the frame, and the place that the route names. */
import { useEffect, useState } from 'react'
import type { DeskState, Session } from '../../src-shared/desk.ts'
import { sittings } from '../api/desk-api.ts'
import { followStation } from '../api/follow-station.ts'
import { useLive } from '../api/live-store.ts'
import { useRemote } from '../api/use-remote.ts'
import { ClockScreen } from '../features/clock/clock-screen.tsx'
import { FromPaperScreen } from '../features/from-paper/from-paper-screen.tsx'
import { ImportScreen } from '../features/import/import-screen.tsx'
import { IncidentsScreen } from '../features/incidents/incidents-screen.tsx'
import { PaperScreen } from '../features/paper/paper-screen.tsx'
import { PrintScreen } from '../features/print/print-screen.tsx'
import { ReadyScreen } from '../features/ready/ready-screen.tsx'
import { ScoresScreen } from '../features/scores/scores-screen.tsx'
import { SeatsScreen } from '../features/seats/seats-screen.tsx'
import { CertificateTexts } from '../features/print/certificate-text.tsx'
import { SettingsPart } from '../features/check-in/settings-part.tsx'
import { SiteScreen } from '../features/site/site-screen.tsx'
import { SyncScreen } from '../features/sync-status/sync-screen.tsx'
import { TodayScreen } from '../features/today/today-screen.tsx'
import { CountsBar, sumOfCounts } from '../ui/counts-bar.tsx'
import { focusOn, PERSON_ID } from '../ui/focus-on.ts'
import { useI18n } from '../ui/i18n.ts'
import { useKeys } from '../ui/key-store.ts'
import { calendarDay, nextDay } from '../ui/time.ts'
import { Frame } from './frame.tsx'
import { useHeading } from './heading.ts'
import { RosterPlace } from './roster-place.tsx'
import { Guard } from './guard.tsx'
import { followAddress, go, useRoute } from './route-store.ts'
import { useNow } from './use-now.ts'
import { useScanner } from './use-scanner.ts'

/** A report about the whole sitting. */
const NOBODY = ''

export function Desk({ state, session }: { state: DeskState; session: Session }) {
  const { t } = useI18n()
  const zone = state.site?.time_zone ?? 'UTC'
  const day = calendarDay(useNow(), zone)
  const today = useRemote(`sittings/${day}`, () => sittings(day))
  const tomorrow = useRemote(`sittings/${nextDay(day)}`, () => sittings(nextDay(day)))
  const here = useRoute(({ place }) => place)
  const event = useRoute((route) => route.event)
  const line = useLive((live) => live.line)
  const scan = useScanner()
  /** Whom a report was begun about, on the way to the incidents. */
  const [about, setAbout] = useState<string | null>(null)
  /** Whose certificate is wanted, on the way to the printer. */
  const [certified, setCertified] = useState<string | null>(null)
  const all = [...(today.data?.sittings ?? []), ...(tomorrow.data?.sittings ?? [])]
  const sitting = all.find(({ id }) => id === event) ?? null
  const heading = useHeading(here, sitting, state)

  const counted = here === 'roster' ? (sitting ? [sitting] : []) : here === 'today' ? (today.data?.sittings ?? []).filter(({ status }) => status === 'Scheduled') : []
  const counts = counted.length > 0 ? sumOfCounts(counted) : null

  useEffect(() => followStation(session.token), [session.token])
  useEffect(() => followAddress(), [])
  useEffect(() => {
    if (here !== 'incidents') setAbout(null)
    if (here !== 'print') setCertified(null)
  }, [here])

  const openRoster = (event: string | null) => go({ place: 'roster', event, registration: null })
  const openCandidate = (registration: string) => go({ place: 'roster', event: null, registration })
  const openHere = (registration: string) => {
    go({ place: 'roster', registration })
    // The panel only now comes onto the screen.
    setTimeout(() => focusOn(PERSON_ID))
  }
  const pickFor = (where: 'seats' | 'clock' | 'paper' | 'scores' | 'incidents' | 'print' | 'from-paper') => (event: string | null) => go({ place: where, event, registration: null })
  const reportOn = (registration: string | null) => {
    setAbout(registration ?? NOBODY)
    go({ place: 'incidents' })
  }
  const printCertificate = (event: string | null, registration: string) => {
    setCertified(registration)
    go({ place: 'print', event, registration: null })
  }
  useKeys([{ key: 'Ctrl+m', cap: 'Ctrl M', hint: t('seats.key.go'), in_text: true, run: () => go({ place: 'seats' }) }])
  const siteParts = (
    <>
      {state.site ? <SettingsPart venue={state.site.id} user={session.user} /> : null}
      {session.user.role === 'admin' ? <CertificateTexts /> : null}
    </>
  )
  const place = {
    today: () => <TodayScreen today={today} tomorrow={tomorrow} onOpen={openRoster} />,
    roster: () => <RosterPlace event={event} sitting={sitting} zone={sitting?.time_zone ?? zone} hasHq={line?.hq != null} user={session.user} onCertificate={({ id, event }) => printCertificate(event.id, id)} />,
    seats: () => <SeatsScreen event={event} sittings={today.data ? all : null} user={session.user} onPick={pickFor('seats')} onOpen={openHere} />,
    clock: () => <ClockScreen event={event} sittings={today.data ? all : null} user={session.user} onPick={pickFor('clock')} onOpen={openHere} onIncident={reportOn} />,
    incidents: () => <IncidentsScreen event={event} about={about} sittings={today.data ? all : null} onPick={pickFor('incidents')} onOpen={openHere} onAnswered={() => setAbout(null)} />,
    paper: () => <PaperScreen event={event} sittings={today.data ? all : null} user={session.user} onPick={pickFor('paper')} onPrint={pickFor('print')} />,
    scores: () => <ScoresScreen event={event} sittings={today.data ? all : null} user={session.user} onPick={pickFor('scores')} onCertificate={(registration) => printCertificate(event, registration)} />,
    print: () => <PrintScreen event={event} sittings={today.data ? all : null} site={state.site?.name ?? ''} certified={certified} onPick={pickFor('print')} />,
    import: () => <ImportScreen key={event} event={event} user={session.user} onRoster={openRoster} />,
    'from-paper': () => <FromPaperScreen event={event} sittings={today.data ? all : null} day={day} onPick={pickFor('from-paper')} />,
    sync: () => <SyncScreen zone={zone} onOpen={openCandidate} />,
    ready: () => <ReadyScreen site={state.site?.name ?? ''} zone={zone} onOpen={(place) => go({ place })} />,
    site: () => <SiteScreen state={state} user={session.user} line={line} checkIn={siteParts} />,
  }[here]

  return (
    <Frame
      state={state}
      session={session}
      zone={zone}
      line={line}
      heading={heading}
      counts={counts ? <CountsBar counts={counts} inline /> : null}
      scan={scan}
      label={t(`place.${here}`)}
      sittings={all}
    >
      <Guard of={`${here}/${event}`}>{place()}</Guard>
    </Frame>
  )
}
