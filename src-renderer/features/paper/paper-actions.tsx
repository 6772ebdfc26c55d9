/** What is done to the whole sitting: printing, destroying what came back, which is asked twice, closing, and leaving. */
import { ArrowLeft, Lock, LockOpen, Printer, Trash2, TriangleAlert } from 'lucide-react'
import type { Paper } from '../../../src-shared/desk/paper.ts'
import type { ClosingChange } from '../../api/paper-api.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import band from '../../ui/band.module.css'
import tones from '../../ui/tone.module.css'
import styles from './paper.module.css'

interface PaperActionsProps {
  paper: Paper
  returned: number
  asking: boolean
  busy: boolean
  onAsk: () => void
  onDestroy: () => void
  onKeep: () => void
  onClosing: (change: ClosingChange) => void
  onPrint: () => void
  onLeave: () => void
}

/** What C and R do now; null: nothing. */
export function closingsNow({ closed, event }: Paper): { close: 'close-paper' | 'close-sitting' | null; reopen: 'reopen-paper' | 'reopen-sitting' | null } {
  if (event.closed) return { close: null, reopen: 'reopen-sitting' }
  return closed ? { close: 'close-sitting', reopen: 'reopen-paper' } : { close: 'close-paper', reopen: null }
}

export function PaperActions({ paper, returned, asking, busy, onAsk, onDestroy, onKeep, onClosing, onPrint, onLeave }: PaperActionsProps) {
  const { t } = useI18n()
  const { close, reopen } = closingsNow(paper)
  if (asking) {
    return (
      <div className={styles['foot']}>
        <p className={`${band['band']} ${tones['wait']}`} role="alert">
          <TriangleAlert aria-hidden size={22} /> <span>{t('paper.destroy-sure', { n: returned })}</span>
        </p>
        <div className={styles['actions']} data-enter>
          <Button kind="stop" icon={Trash2} keyCap="Enter" onPress={onDestroy} disabled={busy}>
            {t('paper.destroy-yes')}
          </Button>
          <Button keyCap="Esc" onPress={onKeep}>
            {t('common.leave-it')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className={styles['foot']}>
      <div className={styles['actions']}>
        <Button icon={ArrowLeft} keyCap="Esc" onPress={onLeave}>
          {t('paper.other-sitting')}
        </Button>
        {paper.closed ? null : (
          <Button icon={Printer} keyCap="P" onPress={onPrint}>
            {t('paper.print')}
          </Button>
        )}
        {returned > 0 ? (
          <Button icon={Trash2} keyCap="D" onPress={onAsk} disabled={busy}>
            {t('paper.destroy', { n: returned })}
          </Button>
        ) : null}
        {reopen ? (
          <Button icon={LockOpen} keyCap="R" onPress={() => onClosing(reopen)} disabled={busy}>
            {t('paper.reopen')}
          </Button>
        ) : null}
        {close ? (
          <Button {...(paper.even && paper.balance.issued > 0 ? { kind: 'primary' } : {})} icon={Lock} keyCap="C" onPress={() => onClosing(close)} disabled={busy}>
            {t(close === 'close-paper' ? 'paper.close' : 'paper.close-sitting')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
