/** A page of this place, on paper or as a PDF; what became of it is said below. */
import { FileDown, Printer as PrinterIcon } from 'lucide-react'
import { Button } from './button.tsx'
import { useI18n } from './i18n.ts'
import type { Translate } from './i18n.ts'
import type { KeyBinding } from './key-store.ts'
import type { Target } from './use-printer.ts'
import styles from './print-buttons.module.css'

interface PrintButtonsProps {
  /** What the page is called on its button. */
  label: string
  said: string | null
  onPrint: (target: Target) => void
}

export function PrintButtons({ label, said, onPrint }: PrintButtonsProps) {
  const { t } = useI18n()
  return (
    <div className={styles['print']}>
      <Button icon={PrinterIcon} keyCap="P" onPress={() => onPrint('paper')}>
        {label}
      </Button>
      <Button icon={FileDown} keyCap="D" onPress={() => onPrint('pdf')}>
        {t('print.save-pdf')}
      </Button>
      <p role="status" className={styles['said']}>
        {said ?? ''}
      </p>
    </div>
  )
}

/** Their keys. */
export function printKeys(t: Translate, onPrint: (target: Target) => void): KeyBinding[] {
  return [
    { key: 'p', cap: 'P', hint: t('print.key.print'), run: () => onPrint('paper') },
    { key: 'd', cap: 'D', hint: t('print.key.save-pdf'), run: () => onPrint('pdf') },
  ]
}
