/** One report: when, what kind, who and where, what happened, and who wrote it down. */
import { CloudUpload, UserRound, Undo2 } from 'lucide-react'
import type { Incident } from '../../../src-shared/desk/incidents.ts'
import { attachmentImage } from '../../api/desk-api.ts'
import { Button } from '../../ui/button.tsx'
import { StoredImage } from '../../ui/capture/stored-image.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { clockTime } from '../../ui/time.ts'
import { typeWords } from './incident-words.ts'
import styles from './incidents.module.css'

interface IncidentCardProps {
  incident: Incident
  zone: string
  marked: boolean
  onMark: () => void
  onOpen: (registration: string) => void
  onWithdraw: () => void
}

export const incidentCardId = (id: string) => `incident-${id}`

export function IncidentCard({ incident, zone, marked, onMark, onOpen, onWithdraw }: IncidentCardProps) {
  const { t, locale } = useI18n()
  const { area, kind } = typeWords(incident.type, t)
  const time = (instant: string | null) => (instant === null ? '' : clockTime(instant, zone, locale))
  const { registration } = incident
  const gone = incident.withdrawn_at !== null
  return (
    <li id={incidentCardId(incident.id)} className={`${styles['card']} ${marked ? styles['marked'] : ''} ${gone ? styles['gone'] : ''}`} {...(marked ? { 'aria-current': true } : {})} onPointerDown={onMark}>
      <p className={styles['at']}>{time(incident.at)}</p>
      <div className={styles['what']}>
        <p className={styles['type']}>
          <bdi>{kind}</bdi> <small>{area}</small>
          {gone ? <Chip icon={Undo2} tone="stop">{t('incident.withdrawn')}</Chip> : null}
        </p>
        <p className={styles['text']}>
          <bdi>{incident.text}</bdi>
        </p>
        {incident.photos.map((photo) => (
          <StoredImage key={photo.id} id={photo.id} alt={t('photo.of-incident')} load={() => attachmentImage(photo)} size="proof" />
        ))}
        {gone ? <p className={styles['why']}>{t('incident.withdrawn-by', { who: incident.withdrawn_by ?? '', time: time(incident.withdrawn_at), why: incident.withdrawn_reason ?? '' })}</p> : null}
        <p className={styles['facts']}>
          {incident.name ? (
            <span>
              <UserRound aria-hidden size={16} /> <bdi>{incident.name}</bdi>
            </span>
          ) : (
            <span>{t('incident.whole-sitting')}</span>
          )}
          {incident.seat ? <span>{t('in.seat', { seat: incident.seat })}</span> : null}
          {incident.people.length > 0 ? <bdi>{t('incident.with', { who: incident.people.join(', ') })}</bdi> : null}
          {incident.reported_by ? <span>{t('incident.reported', { who: incident.reported_by, time: time(incident.reported_at) })}</span> : null}
          {incident.waiting ? (
            <span className={styles['waiting']}>
              <CloudUpload aria-hidden size={16} /> {t('sync-state.waiting')}
            </span>
          ) : null}
        </p>
      </div>
      <div className={styles['do']}>
        {registration ? (
          <Button icon={UserRound} {...(marked ? { keyCap: 'Enter' } : {})} onPress={() => onOpen(registration)} label={t('incident.open', { name: incident.name ?? '' })}>
            {t('incident.open-word')}
          </Button>
        ) : null}
        {gone ? null : (
          <Button kind="plain" icon={Undo2} {...(marked ? { keyCap: 'U' } : {})} onPress={onWithdraw} label={t('incident.withdraw-what', { what: kind })}>
            {t('incident.withdraw')}
          </Button>
        )}
      </div>
    </li>
  )
}
