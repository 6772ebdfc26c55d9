/** Empty, loading and failed, drawn on purpose: what is so, and what to do next. */
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { LoaderCircle } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import styles from './state-view.module.css'

/** Loading is shown only when it takes longer than this. */
export const slow_ms = 200

interface StateViewProps {
  icon: LucideIcon
  title: string
  tone?: 'plain' | 'stop'
  children?: ReactNode
  /** Buttons that are not read out with what is so. */
  actions?: ReactNode
}

export function StateView({ icon: Icon, title, children, actions, tone = 'plain' }: StateViewProps) {
  return (
    <div className={`${styles['state']} ${styles[tone]}`}>
      <div className={styles['so']} role={tone === 'stop' ? 'alert' : 'status'}>
        <Icon aria-hidden size={40} strokeWidth={1.5} />
        <p className={styles['title']}>{title}</p>
        {children ? <div className={styles['next']}>{children}</div> : null}
      </div>
      {actions ? <div className={styles['next']}>{actions}</div> : null}
    </div>
  )
}

/** Says that something is being read, once it has taken a while. */
export function Loading({ label }: { label: string }) {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slow_ms)
    return () => clearTimeout(timer)
  }, [])
  return slow ? <StateView icon={LoaderCircle} title={label} /> : null
}
