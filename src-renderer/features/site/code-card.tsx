/** The code that the hub takes, large enough to be read across a room, with where to enter it. */
import { useEffect, useRef } from 'react'
import { Timer } from 'lucide-react'
import type { HubCode } from '../../../src-shared/hub.ts'
import { useI18n } from '../../ui/i18n.ts'
import { countdown } from '../../ui/time.ts'
import styles from './hub.module.css'

export function CodeCard({ code: { code, seconds_left, tries_left }, addresses }: { code: HubCode; addresses: readonly string[] }) {
  const { t } = useI18n()
  const card = useRef<HTMLDivElement>(null)
  // Whoever pressed the key may have scrolled to somewhere else.
  useEffect(() => {
    card.current?.scrollIntoView({ block: 'nearest' })
  }, [code])
  return (
    <div ref={card} className={styles['card']}>
      <p className={styles['label']}>{t('hub.code')}</p>
      {/* Read out sign by sign: as a word it means nothing. */}
      <p className={styles['code']}>
        <span aria-hidden>{code}</span>
        <span className="unseen">{[...code].join(' ')}</span>
      </p>
      <p className={styles['left']}>
        <Timer aria-hidden size={18} /> {t('hub.left', { time: countdown(seconds_left) })} · {t('hub.tries', { n: tries_left })}
      </p>
      <p>{t('hub.code.help')}</p>
      <p className={styles['label']}>{t('hub.addresses', { n: addresses.length })}</p>
      <ul className={styles['addresses']}>
        {addresses.map((address) => (
          <li key={address} className="mono">
            {address}
          </li>
        ))}
      </ul>
    </div>
  )
}
