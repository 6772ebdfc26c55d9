/** What is done to the whole sitting: destroying what came back, which is asked twice, and leaving. */
import { ArrowLeft, Trash2, TriangleAlert } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import styles from './paper.module.css'

interface PaperActionsProps {
  returned: number
  asking: boolean
  busy: boolean
  onAsk: () => void
  onDestroy: () => void
  onKeep: () => void
  onLeave: () => void
}

export function PaperActions({ returned, asking, busy, onAsk, onDestroy, onKeep, onLeave }: PaperActionsProps) {
  const { t } = useI18n()
  if (asking) {
    return (
      <div className={styles['foot']}>
        <p className={styles['sure']} role="alert">
          <TriangleAlert aria-hidden size={22} /> <span>{t('paper.destroy-sure', { n: returned })}</span>
        </p>
        <div className={styles['actions']}>
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
        {returned > 0 ? (
          <Button icon={Trash2} keyCap="D" onPress={onAsk} disabled={busy}>
            {t('paper.destroy', { n: returned })}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
