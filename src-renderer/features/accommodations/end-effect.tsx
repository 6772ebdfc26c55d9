/** What a decision changes, before it is made: the old end, the new end. */
import { ArrowRight } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { useI18n } from '../../ui/i18n.ts'
import { clockTime } from '../../ui/time.ts'
import styles from './accommodations.module.css'

export function EndEffect({ candidate, moved_minutes }: { candidate: Candidate; moved_minutes: number }) {
  const { t, locale } = useI18n()
  const time = (ms: number) => clockTime(new Date(ms).toISOString(), candidate.event.time_zone, locale)
  const end = Date.parse(candidate.ends_at)
  return (
    <p className={styles['effect']} role="status" aria-label={t('grant.effect', { from: time(end), to: time(end + moved_minutes * 60_000) })}>
      <span>{t('accommodation.ends-at')}</span>
      <b className={moved_minutes === 0 ? '' : styles['old']}>{time(end)}</b>
      {moved_minutes === 0 ? (
        <span>{t('grant.same')}</span>
      ) : (
        <>
          <ArrowRight aria-hidden size={28} />
          <b>{time(end + moved_minutes * 60_000)}</b>
        </>
      )}
    </p>
  )
}
