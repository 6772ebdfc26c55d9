/** What was granted to this candidate, and when they end: the largest thing after the name. */
import { Accessibility, AlarmClock } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { clockTime, shortDay } from '../../ui/time.ts'
import styles from './person.module.css'

export function AccommodationPanel({ candidate, onChange }: { candidate: Candidate; onChange: (() => void) | null }) {
  const { t, locale } = useI18n()
  const zone = candidate.event.time_zone
  const details = candidate.accommodation_details
  const ends = clockTime(candidate.ends_at, zone, locale)
  if (details.length === 0) {
    return (
      <p className={styles['standard']}>
        <AlarmClock aria-hidden size={18} />
        {t('accommodation.none')} · <b>{t('accommodation.ends-at-time', { time: ends })}</b>
        {candidate.given_minutes > 0 ? ` · ${t('clock.given', { n: candidate.given_minutes })}` : ''}
        {onChange ? (
          <Button kind="plain" keyCap="G" onPress={onChange}>
            {t('grant.open')}
          </Button>
        ) : null}
      </p>
    )
  }
  const grants = details.filter(({ granted_by }) => granted_by !== null)
  return (
    <section className={styles['accommodation']} aria-label={t('accommodation.title')}>
      <Accessibility aria-hidden size={36} />
      <div className={styles['granted']}>
        <ul>
          {details.map(({ type, name, minutes }) => (
            <li key={type}>
              {name ?? type}
              {minutes > 0 ? <span className={styles['minutes']}> +{t('accommodation.minutes', { n: minutes })}</span> : null}
            </li>
          ))}
        </ul>
        {grants.map(({ type, granted_by, granted_at, signed_by, reference }) => (
          <p key={type}>
            {granted_at
              ? t('accommodation.granted', { what: type, who: granted_by ?? '', day: shortDay(granted_at, zone, locale) })
              : t('accommodation.granted-by', { what: type, who: granted_by ?? '' })}
            {signed_by ? ` · ${t('grant.signed', { who: signed_by })}` : ''}
            {reference ? ` · ${t('grant.on-paper', { what: reference })}` : ''}
          </p>
        ))}
      </div>
      <p className={styles['ends']}>
        {t('accommodation.ends-at')} <b>{ends}</b>
        {candidate.given_minutes > 0 ? <span className={styles['given-back']}>{t('clock.given', { n: candidate.given_minutes })}</span> : null}
        {onChange ? (
          <Button kind="plain" keyCap="G" onPress={onChange}>
            {t('grant.change')}
          </Button>
        ) : null}
      </p>
    </section>
  )
}
