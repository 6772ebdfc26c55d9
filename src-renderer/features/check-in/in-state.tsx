/** "In 8:43, seat 14": readable from two steps away, with who did it and which steps were ticked. */
import { CircleCheckBig, Check, Coffee } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { clockTime, shortDay } from '../../ui/time.ts'
import { stepLabel } from './identity.ts'
import { inLine } from './person-words.ts'
import styles from './person.module.css'

export function InState({ candidate, justDone, busy, onBreak }: { candidate: Candidate; justDone: boolean; busy: boolean; onBreak: () => void }) {
  const { t, locale } = useI18n()
  const steps = candidate.identity_checks.map((check) => stepLabel(check, t))
  return (
    // Read out as a part of the whole person, in one go.
    <section className={`${styles['in']} ${justDone ? styles['fresh'] : ''}`} role="status" aria-live="off">
      <CircleCheckBig aria-hidden size={44} />
      <div>
        <p className={styles['in-line']}>
          {inLine(candidate, t, locale)}
        </p>
        {candidate.on_break_since ? (
          <p className={styles['away']}>
            <Coffee aria-hidden size={20} /> {t('clock.away-since', { time: clockTime(candidate.on_break_since, candidate.event.time_zone, locale) })}
          </p>
        ) : null}
        {candidate.checked_in_by ? (
          <p>{candidate.checked_in_desk ? t('in.by-at', { who: candidate.checked_in_by, desk: candidate.checked_in_desk }) : t('in.by', { who: candidate.checked_in_by })}</p>
        ) : null}
        {candidate.from_paper ? (
          <p>{t('in.from-paper', { who: candidate.from_paper.by, day: shortDay(candidate.from_paper.at, candidate.event.time_zone, locale), time: clockTime(candidate.from_paper.at, candidate.event.time_zone, locale) })}</p>
        ) : null}
        {steps.length > 0 ? (
          <ul className={styles['ticked']}>
            {steps.map((step) => (
              <li key={step}>
                <Check aria-hidden size={16} /> {step}
              </li>
            ))}
          </ul>
        ) : (
          <p>{t('in.no-steps')}</p>
        )}
      </div>
      <Button icon={Coffee} keyCap="B" onPress={onBreak} disabled={busy}>
        {t(candidate.on_break_since ? 'clock.break-end' : 'clock.break')}
      </Button>
    </section>
  )
}
