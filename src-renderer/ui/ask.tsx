/** A form that a decision needs, docked where the work is: nothing else on the screen has to wait for it. */
import type { ReactNode } from 'react'
import { CircleAlert } from 'lucide-react'
import styles from './ask.module.css'
import { Button } from './button.tsx'
import { useI18n } from './i18n.ts'

interface AskProps {
  title: string
  /** Why the last attempt did not happen. */
  refused?: string | null
  onClose: () => void
  children: ReactNode
}

export function Ask({ title, refused = null, onClose, children }: AskProps) {
  const { t } = useI18n()
  return (
    <section className={styles['ask']} aria-label={title}>
      <header className={styles['head']}>
        <h3>{title}</h3>
        <Button kind="plain" keyCap="Esc" onPress={onClose}>
          {t('common.leave-it')}
        </Button>
      </header>
      {children}
      <p role="alert" className={styles['refused']}>
        {refused ? (
          <>
            <CircleAlert aria-hidden size={20} /> <span>{refused}</span>
          </>
        ) : null}
      </p>
    </section>
  )
}
