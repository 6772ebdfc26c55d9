/** Others of the sitting who may be this very person, and what to do about it. Nothing is joined by itself. */
import { Copy, Eye, UserX } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { SeatTag } from '../../ui/seat-tag.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import styles from './likely-doubles.module.css'

interface LikelyDoublesProps {
  candidate: Candidate
  /** Null where this registration is in use. */
  onCancel: (() => void) | null
  onSee: (registration: string) => void
}

export function LikelyDoubles({ candidate, onCancel, onSee }: LikelyDoublesProps) {
  const { t } = useI18n()
  if (candidate.doubles.length === 0) return null
  // Two registrations of one contact: a warning has said so already.
  const sure = candidate.warnings.some(({ code }) => code === 'registered-twice')
  return (
    <section className={styles['doubles']} aria-label={t('double.title')}>
      <Copy aria-hidden size={36} />
      <div className={styles['said']}>
        <h3>{t(sure ? 'double.others' : 'double.title')}</h3>
        {sure ? null : <p>{t('double.what')}</p>}
        <ul aria-label={t('double.others')}>
          {candidate.doubles.map((other, at) => (
            <li key={other.registration}>
              <SeatTag seat={other.seat} />
              <span className={styles['who']}>
                <bdi className={styles['name']}>{other.name}</bdi>
                <span className={styles['code']}>{other.code}</span>
              </span>
              <StateChip row={other} zone={candidate.event.time_zone} />
              <Button icon={Eye} {...(at === 0 ? { keyCap: 'D' } : {})} onPress={() => onSee(other.registration)}>
                {t('double.see')}
              </Button>
            </li>
          ))}
        </ul>
        {onCancel ? (
          <Button icon={UserX} keyCap="X" onPress={onCancel}>
            {t('double.cancel')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
