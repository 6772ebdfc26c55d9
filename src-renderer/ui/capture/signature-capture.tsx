/** A signature by pen, touch or mouse. It is kept as black on white, whatever the theme. */
import { useEffect, useRef, useState } from 'react'
import SignaturePad from 'signature_pad'
import { Ban, Check, Eraser } from 'lucide-react'
import { Button } from '../button.tsx'
import { useI18n } from '../i18n.ts'
import { useKeys } from '../key-store.ts'
import { dataOf } from './captured.ts'
import type { Captured } from './captured.ts'
import styles from './capture.module.css'

const ink = '#14202b'
const ground = '#ffffff'

interface SignatureCaptureProps {
  /** Whose signature it is, for who does not see it. */
  label: string
  busy: boolean
  onUse: (signature: Captured) => void
  onClose: () => void
  onNotPossible?: () => void
}

export function SignatureCapture({ label, busy, onUse, onClose, onNotPossible }: SignatureCaptureProps) {
  const { t } = useI18n()
  const canvas = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const pad = useRef<SignaturePad | null>(null)
  const [isEmpty, setEmpty] = useState(true)

  useEffect(() => {
    frame.current?.focus({ preventScroll: true })
    if (!canvas.current) return
    // A stroke is noted in the pixels of the screen: the drawing has as many as it is shown with.
    canvas.current.width = canvas.current.clientWidth
    canvas.current.height = canvas.current.clientHeight
    const made = new SignaturePad(canvas.current, { penColor: ink, backgroundColor: ground, minWidth: 1, maxWidth: 3 })
    const noteStroke = () => setEmpty(false)
    made.addEventListener('endStroke', noteStroke)
    pad.current = made
    return () => {
      made.removeEventListener('endStroke', noteStroke)
      made.off()
    }
  }, [])

  function clear(): void {
    pad.current?.clear()
    setEmpty(true)
  }
  function use(): void {
    if (!busy && pad.current && !pad.current.isEmpty()) onUse({ MediaType: 'image/png', Data: dataOf(pad.current.toDataURL('image/png')) })
  }
  useKeys([
    { key: 'Enter', hint: t('capture.key.use'), run: use },
    { key: 'r', cap: 'R', hint: t('capture.key.again'), run: clear },
    ...(onNotPossible ? [{ key: 'x', cap: 'X', hint: t('capture.key.not-possible'), run: onNotPossible }] : []),
    { key: 'Escape', cap: 'Esc', hint: t('common.key.back'), run: onClose },
  ])

  return (
    <div ref={frame} className={styles['signature']} tabIndex={-1} role="group" aria-label={label}>
      <canvas ref={canvas} className={styles['pad']} aria-label={t('capture.sign-here')} role="img" />
      <div className={styles['buttons']}>
        <Button kind="primary" icon={Check} keyCap="Enter" disabled={busy || isEmpty} onPress={use}>
          {t('capture.use')}
        </Button>
        <Button icon={Eraser} keyCap="R" disabled={isEmpty} onPress={clear}>
          {t('capture.again')}
        </Button>
        {onNotPossible ? (
          <Button icon={Ban} keyCap="X" onPress={onNotPossible}>
            {t('capture.not-possible')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
