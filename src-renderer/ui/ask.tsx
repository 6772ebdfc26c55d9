/** A form that a decision needs, docked where the work is: nothing else on the screen has to wait for it. */
import type { ReactNode } from 'react'
import styles from './ask.module.css'
import { Button } from './button.tsx'
import { useI18n } from './i18n.ts'
import { ToldLine } from './told-line.tsx'

interface AskProps {
  title: string
  /** The heading's level: one below what it is docked to. */
  level?: 2 | 3
  /** Why the last attempt did not happen. */
  refused?: string | null
  onClose: () => void
  children: ReactNode
}

export function Ask({ title, level = 2, refused = null, onClose, children }: AskProps) {
  const { t } = useI18n()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={styles['ask']} aria-label={title}>
      <header className={styles['head']}>
        <Heading className={styles['title']}>{title}</Heading>
        <Button kind="plain" keyCap="Esc" onPress={onClose}>
          {t('common.leave-it')}
        </Button>
      </header>
      {children}
      <ToldLine kind="refused" text={refused} />
    </section>
  )
}
