/** Which sitting's paper: each with its balance; a sheet that is scanned opens its own. */
import type { Sitting } from '../../../src-shared/desk.ts'
import { paper } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useScanTarget } from '../../ui/scan-target.ts'
import { SittingCards } from '../../ui/sitting-cards.tsx'
import { verdictOf } from './balance-card.tsx'
import { useOpenSheet } from './open-sheet.ts'
import styles from './pick-sitting.module.css'

export function PickSitting({ sittings, onPick }: { sittings: Sitting[]; onPick: (event: string) => void }) {
  const { t } = useI18n()
  useScanTarget((_code, { sheet, sheet_event }) => {
    if (sheet === undefined || sheet_event === undefined) return false
    useOpenSheet.setState({ code: sheet })
    onPick(sheet_event)
    return true
  })
  return <SittingCards title={t('paper.pick')} sittings={sittings} note={({ id }) => <Verdict event={id} />} help={t('paper.pick-help')} empty={t('paper.no-sittings-help')} onPick={onPick} />
}

function Verdict({ event }: { event: string }) {
  const { t, locale } = useI18n()
  const { data } = useRemote(`paper/${event}`, () => paper(event))
  const verdict = data ? verdictOf(data, t, locale) : null
  const Icon = verdict?.icon
  return (
    <span className={`${styles['verdict']} ${verdict ? styles[verdict.tone] : ''}`}>
      {Icon ? <Icon aria-hidden size={20} /> : null} {verdict?.text ?? ''}
    </span>
  )
}
