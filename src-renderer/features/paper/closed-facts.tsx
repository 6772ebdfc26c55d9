/** Who closed the paper and the sitting, and what was opened again and why. */
import type { ClosedBy, Paper } from '../../../src-shared/desk/paper.ts'
import { useI18n } from '../../ui/i18n.ts'
import { clockTime } from '../../ui/time.ts'
import styles from './paper-cards.module.css'

export function ClosedFacts({ paper: { closed, reopened, event } }: { paper: Paper }) {
  const { t, locale } = useI18n()
  const time = (at: string) => clockTime(at, event.time_zone, locale)
  const names = ({ by, second }: ClosedBy) => (second === null ? by : t('paper.closed-by', { who: by, second }))
  return (
    <>
      {closed ? (
        <p className={styles['signed']}>
          <bdi>{names(closed)}</bdi>
        </p>
      ) : null}
      {event.closed ? <p className={styles['signed']}>{t('paper.sitting-closed', { time: time(event.closed.at), who: names(event.closed) })}</p> : null}
      {reopened.map((one) => (
        <p key={`${one.kind} ${one.at}`} className={styles['note']}>
          {t(`paper.reopened.${one.kind}`, { at: time(one.at), by: names(one), time: time(one.reopened_at), who: one.reopened_by, reason: one.reason })}
        </p>
      ))}
    </>
  )
}
