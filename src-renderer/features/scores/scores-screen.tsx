/** The scores of one sitting: entered blind by two people, a third where they differ. */
import { CircleAlert } from 'lucide-react'
import type { DeskUser, Sitting } from '../../../src-shared/desk.ts'
import { scores } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { SittingCards } from '../../ui/sitting-cards.tsx'
import { Loading, StateView } from '../../ui/state-view.tsx'
import { ScoreGrid } from './score-grid.tsx'

interface ScoresScreenProps {
  event: string | null
  /** Today's and tomorrow's; null while they are being read. */
  sittings: Sitting[] | null
  user: DeskUser
  onPick: (event: string | null) => void
  onCertificate: (registration: string) => void
}

export function ScoresScreen({ event, sittings, user, onPick, onCertificate }: ScoresScreenProps) {
  const { t } = useI18n()
  const remote = useRemote(event === null ? null : `scores/${event}/${user.id}`, () => scores(event ?? ''))
  if (event === null) {
    return sittings ? <SittingCards title={t('scores.pick')} sittings={sittings} note={({ counts }) => t('scores.note', { n: counts.in + counts.late })} onPick={onPick} /> : <Loading label={t('common.reading')} />
  }
  if (remote.data) return <ScoreGrid key={event} scores={remote.data} user={user} reload={remote.reload} onLeave={() => onPick(null)} onCertificate={onCertificate} />
  if (remote.problem && remote.problem.code !== 'unreachable') {
    return (
      <StateView icon={CircleAlert} tone="stop" title={t('scores.failed')}>
        <p>{refusalText(remote.problem, t)}</p>
        <Button onPress={remote.reload}>{t('common.try-again')}</Button>
        <Button onPress={() => onPick(null)}>{t('paper.other-sitting')}</Button>
      </StateView>
    )
  }
  return <Loading label={t('common.reading')} />
}
