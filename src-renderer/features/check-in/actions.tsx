/** The one big thing to do next, and the few others. */
import { ArrowRight, IterationCw, LogIn, RotateCcw, TriangleAlert, UserX } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import band from '../../ui/band.module.css'
import tones from '../../ui/tone.module.css'
import { stepLabel } from './identity.ts'
import type { Standing } from './standing.ts'
import styles from './person.module.css'

export interface ActionsProps {
  standing: Standing
  /** Enter was pressed once although something is missing. */
  sure: boolean
  /** Cancelled, and a fresh registration can take its place. */
  again: boolean
  busy: boolean
  onPrimary: () => void
  onUndo: () => void
  onAbsent: () => void
}

export function Actions({ standing, sure, again, busy, onPrimary, onUndo, onAbsent }: ActionsProps) {
  const { t } = useI18n()
  const { phase, missing } = standing
  const open = phase === 'to-come' || phase === 'absent'
  return (
    <>
      {open && sure ? (
        <p className={`${band['band']} ${tones['wait']}`} role="alert">
          <TriangleAlert aria-hidden size={22} />
          {missing.length > 0 ? t('actions.missing', { steps: missing.map(({ name }) => stepLabel(name, t)).join(', ') }) : t('actions.doubtful')}
        </p>
      ) : null}
      <div className={styles['actions']}>
        {open ? (
          <Button kind="primary" size="large" icon={LogIn} keyCap="Enter" onPress={onPrimary} disabled={busy}>
            {sure ? t('actions.check-in-anyway') : phase === 'absent' ? t('actions.check-in-after-all') : t('actions.check-in')}
          </Button>
        ) : (
          <Button kind="primary" size="large" icon={ArrowRight} keyCap="Enter" onPress={onPrimary}>
            {t('actions.next')}
          </Button>
        )}
        {phase === 'to-come' ? (
          <Button icon={UserX} keyCap="A" onPress={onAbsent} disabled={busy}>
            {t('actions.mark-absent')}
          </Button>
        ) : null}
        {again ? (
          <Button icon={IterationCw} keyCap="U" onPress={onUndo} disabled={busy}>
            {t('again.open')}
          </Button>
        ) : null}
        {phase === 'in' || phase === 'absent' ? (
          <Button icon={RotateCcw} keyCap="U" onPress={onUndo} disabled={busy}>
            {phase === 'in' ? t('actions.undo-check-in') : t('actions.undo-absent')}
          </Button>
        ) : null}
      </div>
    </>
  )
}
