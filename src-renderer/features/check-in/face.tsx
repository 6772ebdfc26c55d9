/** The photo beside the name, to be compared with whoever stands there; F takes it. */
import { Camera } from 'lucide-react'
import type { Candidate } from '../../../src-shared/desk.ts'
import { attachmentImage } from '../../api/desk-api.ts'
import { StoredImage } from '../../ui/capture/stored-image.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { KeyCap } from '../../ui/key-cap.tsx'
import { clockTime, shortDay } from '../../ui/time.ts'
import styles from './face.module.css'

export function Face({ candidate, onTake }: { candidate: Candidate; onTake: () => void }) {
  const { t, locale } = useI18n()
  const { photo, name, event } = candidate
  const zone = event.time_zone
  const when = photo && t('photo.taken', { day: shortDay(photo.taken_at, zone, locale), time: clockTime(photo.taken_at, zone, locale), who: photo.taken_by })
  return (
    <button type="button" className={styles['face']} onClick={onTake} onMouseDown={(pressed) => pressed.preventDefault()} aria-label={photo ? t('photo.again', { name }) : t('photo.take', { name })} {...(when ? { title: when } : {})}>
      {photo ? <StoredImage id={photo.id} alt={t('photo.of', { name })} load={() => attachmentImage(photo)} /> : (
        <span className={styles['none']}>
          <Camera aria-hidden size={26} />
          <span>{t('photo.short')}</span>
        </span>
      )}
      <span className={styles['key']}>
        <KeyCap>F</KeyCap>
      </span>
    </button>
  )
}
