/** Takes a photo: what the camera sees, one press, a look at it, and then it is used or taken again. A file will do as well. */
import { useEffect, useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import { Ban, Camera, CameraOff, Check, FolderOpen, RotateCcw } from 'lucide-react'
import { Button } from '../button.tsx'
import { useI18n } from '../i18n.ts'
import { useKeys } from '../key-store.ts'
import { photoOf, photoOfFile, shownAt } from './captured.ts'
import type { Captured } from './captured.ts'
import { useCamera } from './use-camera.ts'
import styles from './capture.module.css'

interface PhotoCaptureProps {
  /** What is in the picture, for who does not see it. */
  label: string
  busy: boolean
  onUse: (photo: Captured) => void
  onClose: () => void
  /** The way past it; absent where nobody asks for a photo. */
  onNotPossible?: () => void
}

export function PhotoCapture({ label, busy, onUse, onClose, onNotPossible }: PhotoCaptureProps) {
  const { t } = useI18n()
  const [photo, setPhoto] = useState<Captured | null>(null)
  const [wrong, setWrong] = useState(false)
  const video = useRef<HTMLVideoElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const camera = useCamera(video)
  // The button that opened this is gone; keys belong to the camera now.
  useEffect(() => frame.current?.focus({ preventScroll: true }), [photo])

  function take(): void {
    const { current } = video
    if (camera === 'on' && current && current.videoWidth > 0) setPhoto(photoOf(current, current.videoWidth, current.videoHeight))
  }
  async function choose(change: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [chosen] = change.target.files ?? []
    change.target.value = ''
    if (!chosen) return
    const found = await photoOfFile(chosen)
    setWrong(found === null)
    if (found) setPhoto(found)
  }
  function primary(): void {
    if (photo && !busy) onUse(photo)
    else if (!photo) take()
  }
  useKeys([
    ...(photo || camera === 'on' ? [{ key: 'Enter', hint: t(photo ? 'capture.key.use' : 'capture.key.take'), run: primary }] : []),
    ...(photo ? [{ key: 'r', cap: 'R', hint: t('capture.key.again'), run: () => setPhoto(null) }] : []),
    { key: 'o', cap: 'O', hint: t('capture.key.file'), run: () => file.current?.click() },
    ...(onNotPossible ? [{ key: 'x', cap: 'X', hint: t('capture.key.not-possible'), run: onNotPossible }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), run: onClose },
  ])

  return (
    <div ref={frame} className={styles['photo']} tabIndex={-1} role="group" aria-label={label}>
      <div className={styles['picture']}>
        {photo ? <img src={shownAt(photo)} alt={t('capture.taken')} /> : null}
        <video ref={video} autoPlay playsInline muted hidden={photo !== null || camera !== 'on'} aria-label={t('capture.live')} />
        {photo || camera === 'on' ? null : (
          <p className={styles['without']} role="status">
            <CameraOff aria-hidden size={32} />
            <span>{t(`capture.camera.${camera}`)}</span>
          </p>
        )}
      </div>
      <div className={styles['buttons']}>
        {photo ? (
          <Button kind="primary" icon={Check} keyCap="Enter" disabled={busy} onPress={() => onUse(photo)}>
            {t('capture.use')}
          </Button>
        ) : (
          <Button kind="primary" icon={Camera} keyCap="Enter" disabled={camera !== 'on'} onPress={take}>
            {t('capture.take')}
          </Button>
        )}
        {photo ? (
          <Button icon={RotateCcw} keyCap="R" onPress={() => setPhoto(null)}>
            {t('capture.again')}
          </Button>
        ) : null}
        <Button icon={FolderOpen} keyCap="O" onPress={() => file.current?.click()}>
          {t('capture.file')}
        </Button>
        {onNotPossible ? (
          <Button icon={Ban} keyCap="X" onPress={onNotPossible}>
            {t('capture.not-possible')}
          </Button>
        ) : null}
        <input ref={file} type="file" accept="image/*" hidden tabIndex={-1} aria-label={t('capture.file')} onChange={(change) => void choose(change)} />
        <p role="alert" className={styles['wrong']}>
          {wrong ? t('capture.no-picture') : ''}
        </p>
      </div>
    </div>
  )
}
