/** Which sitting's paper: each with its balance; a sheet that is scanned opens its own. */
import { CalendarOff } from 'lucide-react'
import type { Sitting } from '../../../src-shared/desk.ts'
import { paper, sheetsOf } from '../../api/desk-api.ts'
import { useRemote } from '../../api/use-remote.ts'
import { useI18n } from '../../ui/i18n.ts'
import { KeyCap } from '../../ui/key-cap.tsx'
import { useKeys } from '../../ui/key-store.ts'
import { useScanTarget } from '../../ui/scan-target.ts'
import { StateView } from '../../ui/state-view.tsx'
import { clockTime, dayName } from '../../ui/time.ts'
import { verdictOf } from './balance-card.tsx'
import styles from './pick-sitting.module.css'

const keys_max = 9

export function PickSitting({ sittings, onPick }: { sittings: Sitting[]; onPick: (event: string) => void }) {
  const { t } = useI18n()
  const open = sittings.filter(({ status }) => status === 'Scheduled')
  const numbered = open.slice(0, keys_max)
  useKeys(
    numbered.map((sitting, at) => ({
      key: String(at + 1),
      ...(at === 0 ? { cap: numbered.length > 1 ? `1 – ${numbered.length}` : '1', hint: t('paper.key.pick') } : {}),
      run: () => onPick(sitting.id),
    })),
  )
  async function openSittingOf(sheet: string): Promise<void> {
    const event = (await sheetsOf(sheet).catch(() => null))?.Items[0]?.EventIdentifier
    if (event) onPick(event)
  }
  useScanTarget((_code, { sheet }) => {
    if (sheet === undefined) return false
    void openSittingOf(sheet)
    return true
  })

  if (open.length === 0) {
    return (
      <StateView icon={CalendarOff} title={t('paper.no-sittings')}>
        <p>{t('paper.no-sittings-help')}</p>
      </StateView>
    )
  }
  return (
    <div className={styles['screen']}>
      <h2>{t('paper.pick')}</h2>
      <ul className={styles['cards']}>
        {open.map((sitting, at) => (
          <li key={sitting.id}>
            <SittingPaper sitting={sitting} number={at < keys_max ? at + 1 : null} onPick={() => onPick(sitting.id)} />
          </li>
        ))}
      </ul>
      <p className={styles['help']}>{t('paper.pick-help')}</p>
    </div>
  )
}

function SittingPaper({ sitting, number, onPick }: { sitting: Sitting; number: number | null; onPick: () => void }) {
  const { t, locale } = useI18n()
  const { data } = useRemote(`paper/${sitting.id}`, () => paper(sitting.id))
  const verdict = data ? verdictOf(data, t) : null
  const Icon = verdict?.icon
  return (
    <button type="button" className={styles['card']} onClick={onPick}>
      <span className={styles['when']}>
        <span className={styles['times']}>
          {clockTime(sitting.start, sitting.time_zone, locale)} – {clockTime(sitting.end, sitting.time_zone, locale)}
        </span>
        {number === null ? null : <KeyCap>{number}</KeyCap>}
      </span>
      <span className={styles['title']}>
        <bdi>{sitting.title}</bdi>
      </span>
      <span className={styles['day']}>{dayName(sitting.start, sitting.time_zone, locale)}</span>
      <span className={`${styles['verdict']} ${verdict ? styles[verdict.tone] : ''}`}>
        {Icon ? <Icon aria-hidden size={20} /> : null} {verdict?.text ?? ''}
      </span>
    </button>
  )
}
