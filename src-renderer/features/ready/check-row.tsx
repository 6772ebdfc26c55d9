/** One thing that the answer rests on: its state as colour, shape and word, what is so, and what to do. */
import { CircleAlert, CircleCheck, CircleHelp, OctagonAlert } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { CheckState, ReadinessCheck } from '../../../src-shared/readiness.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { checkAdvice, checkFact } from './check-words.ts'
import styles from './ready.module.css'

const ICONS: Record<CheckState, LucideIcon> = { good: CircleCheck, attention: CircleAlert, stop: OctagonAlert, unknown: CircleHelp }

export function CheckRow({ check, zone, onOpenSync }: { check: ReadinessCheck; zone: string; onOpenSync: () => void }) {
  const { t, locale } = useI18n()
  const Icon = ICONS[check.state]
  const advice = checkAdvice(check, t)
  return (
    <li className={styles['check']}>
      <Icon aria-hidden size={24} className={styles[check.state]} />
      <div>
        <p className={styles['name']}>
          {t(`ready.${check.code}`)} <span className={`${styles['word']} ${styles[check.state]}`}>{t(`ready.state.${check.state}`)}</span>
        </p>
        <p>{checkFact(check, zone, locale, t)}</p>
        {advice ? <p className={styles['advice']}>{advice}</p> : null}
      </div>
      {check.code === 'waiting' && check.state !== 'good' ? (
        <Button keyCap="W" onPress={onOpenSync}>
          {t('ready.waiting.open')}
        </Button>
      ) : null}
    </li>
  )
}
