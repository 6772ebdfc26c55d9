/** The clock of one sitting: everybody's own end, next to finish first. */
import { useEffect } from 'react'
import { CircleAlert } from 'lucide-react'
import type { DeskUser, Sitting } from '../../../src-shared/desk.ts'
import { clock } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { SittingCards } from '../../ui/sitting-cards.tsx'
import { Loading, StateView } from '../../ui/state-view.tsx'
import { setStationClock, stationNow } from '../../ui/ticking.tsx'
import { ClockBoard } from './clock-board.tsx'

interface ClockScreenProps {
  event: string | null
  /** Today's and tomorrow's; null while they are being read. */
  sittings: Sitting[] | null
  user: DeskUser
  onPick: (event: string | null) => void
  onOpen: (registration: string) => void
  onIncident: (registration: string | null) => void
}

export function ClockScreen({ event, sittings, user, onPick, onOpen, onIncident }: ClockScreenProps) {
  const { t } = useI18n()
  const remote = useRemote(event === null ? null : `clock/${event}`, () => clock(event ?? ''))
  const now = remote.data?.now
  useEffect(() => {
    if (now !== undefined) setStationClock(now)
  }, [now])
  if (event === null) {
    return sittings ? <SittingCards title={t('clock.pick')} sittings={sittings} note={(sitting) => noteOf(sitting)} onPick={onPick} /> : <Loading label={t('common.reading')} />
  }
  if (remote.data) return <ClockBoard key={event} clock={remote.data} user={user} reload={remote.reload} onLeave={() => onPick(null)} onOpen={onOpen} onIncident={onIncident} />
  if (remote.problem && remote.problem.code !== 'unreachable') {
    return (
      <StateView icon={CircleAlert} tone="stop" title={t('clock.failed')}>
        <p>{refusalText(remote.problem, t)}</p>
        <Button onPress={remote.reload}>{t('common.try-again')}</Button>
        <Button onPress={() => onPick(null)}>{t('paper.other-sitting')}</Button>
      </StateView>
    )
  }
  return <Loading label={t('common.reading')} />

  function noteOf({ start, counts }: Sitting): string {
    const inside = counts.in + counts.late
    return Date.parse(start) > stationNow() ? t('clock.note.before', { n: counts.total }) : t('clock.note.inside', { n: inside })
  }
}
