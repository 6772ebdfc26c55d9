/** Ends being the hub, or syncing through one. It takes a second press, in its own place. */
import { useEffect, useId, useRef, useState } from 'react'
import { Unplug } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import styles from './hub.module.css'

interface Props {
  label: string
  sure: string
  onUnplug: () => void
}

export function UnplugHub({ label, sure, onUnplug }: Props) {
  const { t } = useI18n()
  const [asking, setAsking] = useState(false)
  const question = useId()
  const group = useRef<HTMLDivElement>(null)
  // The button that had the focus is gone: it goes on to the answer that changes nothing.
  useEffect(() => {
    if (asking) group.current?.querySelector<HTMLElement>('button:last-of-type')?.focus()
  }, [asking])
  useKeys(asking ? [{ key: 'Escape', cap: 'Esc', hint: t('common.leave-it'), run: () => setAsking(false) }] : [])
  if (!asking) {
    return (
      <Button icon={Unplug} onPress={() => setAsking(true)}>
        {label}
      </Button>
    )
  }
  return (
    <div ref={group} className={styles['sure']} role="group" aria-label={label} aria-describedby={question}>
      <p id={question}>{sure}</p>
      <Button kind="stop" icon={Unplug} onPress={onUnplug}>
        {label}
      </Button>
      <Button onPress={() => setAsking(false)}>{t('common.leave-it')}</Button>
    </div>
  )
}
