/** Rows on their way: how many are done, and a way to stop. */
import { useState } from 'react'
import { CircleStop, FileSpreadsheet } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { useKeys } from '../../ui/key-store.ts'
import { StateView } from '../../ui/state-view.tsx'
import type { ImportRun } from './use-import.ts'
import styles from './import.module.css'

export function Running({ run, onStop }: { run: ImportRun; onStop: () => void }) {
  const { t } = useI18n()
  const [stopping, setStopping] = useState(false)
  const doing = t(run.phase === 'checking' ? 'import.checking' : 'import.importing')
  const halt = () => (setStopping(true), onStop())
  useKeys([{ key: 'Escape', cap: 'Esc', hint: t('import.halt'), run: halt }])
  return (
    <StateView icon={FileSpreadsheet} title={doing}>
      <progress className={styles['progress']} max={Math.max(1, run.of)} value={run.done} aria-label={doing} />
      <p>{t('import.progress', { n: run.done, of: run.of })}</p>
      <Button icon={CircleStop} keyCap="Esc" disabled={stopping} onPress={halt}>
        {t(stopping ? 'import.halting' : 'import.halt')}
      </Button>
    </StateView>
  )
}
