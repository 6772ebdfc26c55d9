/** Which sitting's paper: each with its balance; a sheet that is scanned opens its own. */
import type { Sitting } from '../../../src-shared/desk.ts'
import { paper, sheetsOf } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { useI18n } from '../../ui/i18n.ts'
import { useScanTarget } from '../../ui/scan-target.ts'
import { SittingCards } from '../../ui/sitting-cards.tsx'
import { verdictOf } from './balance-card.tsx'
import styles from './pick-sitting.module.css'

export function PickSitting({ sittings, onPick }: { sittings: Sitting[]; onPick: (event: string) => void }) {
  const { t } = useI18n()
  async function openSittingOf(sheet: string): Promise<void> {
    const event = (await sheetsOf(sheet).catch(() => null))?.Items[0]?.EventIdentifier
    if (event) onPick(event)
  }
  useScanTarget((_code, { sheet }) => {
    if (sheet === undefined) return false
    void openSittingOf(sheet)
    return true
  })
  return <SittingCards title={t('paper.pick')} sittings={sittings} note={({ id }) => <Verdict event={id} />} help={t('paper.pick-help')} empty={t('paper.no-sittings-help')} onPick={onPick} />
}

function Verdict({ event }: { event: string }) {
  const { t } = useI18n()
  const { data } = useRemote(`paper/${event}`, () => paper(event))
  const verdict = data ? verdictOf(data, t) : null
  const Icon = verdict?.icon
  return (
    <span className={`${styles['verdict']} ${verdict ? styles[verdict.tone] : ''}`}>
      {Icon ? <Icon aria-hidden size={20} /> : null} {verdict?.text ?? ''}
    </span>
  )
}
