/** Who it is: the name very large, the code, and whether the record is at headquarters. */
import { ArrowRightLeft, Award, BookOpen, CloudCheck, CloudUpload, HardDrive, Siren } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { StateChip } from '../../ui/state-chip.tsx'
import { clockTime } from '../../ui/time.ts'
import { Face } from './face.tsx'
import styles from './person.module.css'

interface PersonHeadProps {
  candidate: Candidate
  hasHq: boolean
  onIncident: () => void
  /** Null where there is nothing to transfer. */
  onTransfer: (() => void) | null
  onPhoto: () => void
  onCertificate: () => void
}

export function PersonHead({ candidate, hasHq, onIncident, onTransfer, onPhoto, onCertificate }: PersonHeadProps) {
  const { t, locale } = useI18n()
  const zone = candidate.event.time_zone
  const { waiting_since: since } = candidate
  return (
    <header className={styles['head']}>
      <Face candidate={candidate} onTake={onPhoto} />
      <div className={styles['who']}>
        <h2 className={styles['name']}>
          <bdi>{candidate.name}</bdi>
        </h2>
        <p className={styles['about']}>
          <span className={styles['code']}>{candidate.code}</span>
          {candidate.registrant_type ? <span>{candidate.registrant_type}</span> : null}
          {candidate.email ? <bdi>{candidate.email}</bdi> : null}
          <span className={styles['report']}>
            {candidate.passed ? (
              <Button kind="plain" icon={Award} keyCap="C" onPress={onCertificate}>
                {t('certificate.open')}
              </Button>
            ) : null}
            {onTransfer ? (
              <Button kind="plain" icon={ArrowRightLeft} keyCap="T" onPress={onTransfer}>
                {t('transfer.open')}
              </Button>
            ) : null}
            <Button kind="plain" icon={Siren} keyCap="I" onPress={onIncident}>
              {t('incident.short')}
            </Button>
          </span>
        </p>
        <div className={styles['chips']}>
          <StateChip row={candidate} zone={zone} />
          {candidate.assessment ? (
            <Chip icon={BookOpen}>
              {candidate.assessment.name} ({candidate.assessment.code})
            </Chip>
          ) : null}
          {candidate.waiting ? (
            <Chip icon={CloudUpload} tone="wait">
              {since ? t('sync-state.waiting-since', { time: clockTime(since, zone, locale) }) : t('sync-state.waiting')}
            </Chip>
          ) : hasHq ? (
            <Chip icon={CloudCheck}>{t('sync-state.sent')}</Chip>
          ) : (
            <Chip icon={HardDrive}>{t('sync-state.kept')}</Chip>
          )}
        </div>
      </div>
    </header>
  )
}
