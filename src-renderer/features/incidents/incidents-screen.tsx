/** The incidents of one sitting. */
import { CircleAlert } from 'lucide-react'
import type { Sitting } from '../../../src-shared/desk.ts'
import { incidents } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { SittingCards } from '../../ui/sitting-cards.tsx'
import { Loading, StateView } from '../../ui/state-view.tsx'
import { IncidentsOfSitting } from './incidents-of-sitting.tsx'

interface IncidentsScreenProps {
  event: string | null
  /** Whom a report is to be about, or any word for nobody: the form is open at once. */
  about: string | null
  /** Today's and tomorrow's; null while they are being read. */
  sittings: Sitting[] | null
  onPick: (event: string | null) => void
  onOpen: (registration: string) => void
  /** The form is closed: what it was to be about is answered. */
  onAnswered: () => void
}

export function IncidentsScreen({ event, about, sittings, onPick, onOpen, onAnswered }: IncidentsScreenProps) {
  const { t } = useI18n()
  const remote = useRemote(event === null ? null : `incidents/${event}`, () => incidents(event ?? ''))
  if (event === null) {
    return sittings ? <SittingCards title={t('incident.pick')} sittings={sittings} note={({ counts }) => t('clock.note.before', { n: counts.total })} onPick={onPick} /> : <Loading label={t('common.reading')} />
  }
  if (remote.data) return <IncidentsOfSitting key={event} data={remote.data} about={about} reload={remote.reload} onLeave={() => onPick(null)} onOpen={onOpen} onAnswered={onAnswered} />
  if (remote.problem && remote.problem.code !== 'unreachable') {
    return (
      <StateView icon={CircleAlert} tone="stop" title={t('incident.failed')}>
        <p>{refusalText(remote.problem, t)}</p>
        <Button onPress={remote.reload}>{t('common.try-again')}</Button>
        <Button onPress={() => onPick(null)}>{t('paper.other-sitting')}</Button>
      </StateView>
    )
  }
  return <Loading label={t('common.reading')} />
}
