/** A photo that belongs to a form: taken, looked at, and left out again. */
import { useState } from 'react'
import { Camera, X } from 'lucide-react'
import { Button } from '../button.tsx'
import { useI18n } from '../i18n.ts'
import { shownAt } from './captured.ts'
import type { Captured } from './captured.ts'
import { PhotoCapture } from './photo-capture.tsx'
import styles from './capture.module.css'

interface PhotoFieldProps {
  photo: Captured | null
  busy: boolean
  onPhoto: (photo: Captured | null) => void
}

export function PhotoField({ photo, busy, onPhoto }: PhotoFieldProps) {
  const { t } = useI18n()
  const [isOpen, setOpen] = useState(false)
  if (isOpen) {
    return (
      // The form around it must not hear the key that closes the camera.
      // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it handles nothing itself
      <div onKeyDown={(pressed) => pressed.key === 'Escape' && pressed.stopPropagation()}>
        <PhotoCapture label={t('photo.short')} busy={busy} onUse={(taken) => (onPhoto(taken), setOpen(false))} onClose={() => setOpen(false)} />
      </div>
    )
  }
  return (
    <div className={styles['field']}>
      {photo ? <img className={styles['proof']} src={shownAt(photo)} alt={t('capture.taken')} /> : null}
      <Button icon={Camera} onPress={() => setOpen(true)}>
        {photo ? t('capture.again') : t('capture.add')}
      </Button>
      {photo ? (
        <Button kind="plain" icon={X} onPress={() => onPhoto(null)}>
          {t('capture.leave-out')}
        </Button>
      ) : null}
    </div>
  )
}
