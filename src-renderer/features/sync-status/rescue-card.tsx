/** The rescue file: this laptop's unsent work on a memory stick, or another laptop's taken over. */
import { useEffect, useRef, useState } from 'react'
import { LifeBuoy } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { RescueOpen } from './rescue-open.tsx'
import { RescueSave } from './rescue-save.tsx'
import styles from './rescue.module.css'

export function RescueCard({ waiting, onTaken }: { waiting: boolean; onTaken: () => void }) {
  const { t } = useI18n()
  const [mode, setMode] = useState<'save' | 'open' | null>(null)
  const close = () => setMode(null)
  const card = useRef<HTMLElement>(null)
  // The card is the last one: what it asks must not stay below the edge.
  useEffect(() => {
    if (mode) card.current?.scrollIntoView({ block: 'end' })
  }, [mode])
  useKeys(
    mode
      ? [{ key: 'Escape', cap: 'Esc', hint: t('common.key.back'), in_text: true, run: close }]
      : [
          ...(waiting ? [{ key: 'r', cap: 'R', hint: t('rescue.key.save'), run: () => setMode('save') }] : []),
          { key: 'o', cap: 'O', hint: t('rescue.key.open'), run: () => setMode('open') },
        ],
  )
  return (
    <section ref={card} className={styles['rescue']}>
      <h2>
        <LifeBuoy aria-hidden size={20} /> {t('rescue.title')}
      </h2>
      <p>{t('rescue.help')}</p>
      {mode === 'save' ? <RescueSave onDone={close} /> : null}
      {mode === 'open' ? <RescueOpen onDone={close} onTaken={onTaken} /> : null}
      {mode === null ? (
        <div className={styles['actions']}>
          <Button keyCap="R" disabled={!waiting} onPress={() => setMode('save')}>
            {t('rescue.save')}
          </Button>
          <Button keyCap="O" onPress={() => setMode('open')}>
            {t('rescue.open')}
          </Button>
          {waiting ? null : <p className={styles['quiet']}>{t('rescue.nothing')}</p>}
        </div>
      ) : null}
    </section>
  )
}
