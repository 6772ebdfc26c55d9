/** A fact in two words: colour, icon and word together. */
import type { ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import styles from './chip.module.css'
import tones from './tone.module.css'

export type Tone = 'plain' | 'done' | 'wait' | 'stop' | 'note'

export function Chip({ icon: Icon, tone = 'plain', children }: { icon: LucideIcon; tone?: Tone; children: ReactNode }) {
  return (
    <span className={`${styles['chip']} ${tones[tone]}`}>
      <Icon aria-hidden size={15} />
      <span className={styles['word']}>{children}</span>
    </span>
  )
}
