/** The scrap paper of one sitting: scan after scan comes back, until the balance closes. */
import { CircleAlert } from 'lucide-react'
import type { DeskUser, Sitting } from '../../../src-shared/desk.ts'
import { paper } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import { Loading, StateView } from '../../ui/state-view.tsx'
import { PaperOfSitting } from './paper-of-sitting.tsx'
import { PickSitting } from './pick-sitting.tsx'

interface PaperScreenProps {
  event: string | null
  /** Today's and tomorrow's; null while they are being read. */
  sittings: Sitting[] | null
  user: DeskUser
  onPick: (event: string | null) => void
  /** To the sheets that can be printed for this sitting. */
  onPrint: (event: string) => void
}

export function PaperScreen({ event, sittings, user, onPick, onPrint }: PaperScreenProps) {
  const { t } = useI18n()
  const remote = useRemote(event === null ? null : `paper/${event}`, () => paper(event ?? ''))
  if (event === null) return sittings ? <PickSitting sittings={sittings} onPick={onPick} /> : <Loading label={t('common.reading')} />
  if (remote.data) return <PaperOfSitting key={event} paper={remote.data} user={user} reload={remote.reload} onPrint={() => onPrint(event)} onLeave={() => onPick(null)} />
  if (remote.problem && remote.problem.code !== 'unreachable') {
    return (
      <StateView icon={CircleAlert} tone="stop" title={t('paper.failed')}>
        <p>{refusalText(remote.problem, t)}</p>
        <Button onPress={remote.reload}>{t('common.try-again')}</Button>
        <Button onPress={() => onPick(null)}>{t('paper.other-sitting')}</Button>
      </StateView>
    )
  }
  return <Loading label={t('common.reading')} />
}
