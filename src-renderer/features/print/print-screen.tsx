/** Paper for one sitting: what is printed before it, at the door, in the room and after it; and the roster as a table file. */
import type { Sitting } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import { SittingCards } from '../../ui/sitting-cards.tsx'
import { Loading } from '../../ui/state-view.tsx'
import { Sheets } from './sheets.tsx'

interface PrintScreenProps {
  event: string | null
  /** Today's and tomorrow's; null while they are being read. */
  sittings: Sitting[] | null
  site: string
  /** Whose certificate is wanted; null for none. */
  certified: string | null
  onPick: (event: string | null) => void
}

export function PrintScreen({ event, sittings, site, certified, onPick }: PrintScreenProps) {
  const { t } = useI18n()
  if (sittings === null) return <Loading label={t('common.reading')} />
  const sitting = sittings.find(({ id }) => id === event)
  if (!sitting) return <SittingCards title={t('print.pick')} sittings={sittings} note={({ counts }) => t('print.note', { n: counts.total })} onPick={onPick} />
  return <Sheets key={sitting.id} sitting={sitting} site={site} certified={certified} onLeave={() => onPick(null)} />
}
