/** What else can be done with the card that is marked, below the cards: what its keys do, for a mouse. */
import { ArrowRight, Check, Siren, Undo2 } from 'lucide-react'
import type { ClockRow } from '../../../src-shared/desk/clock.ts'
import { Button } from '../../ui/button.tsx'
import { shortName } from '../../ui/clock-time.ts'
import { useI18n } from '../../ui/i18n.ts'
import { SeatTag } from '../../ui/seat-tag.tsx'
import styles from './marked-tools.module.css'

interface MarkedToolsProps {
  marked: ClockRow | null
  isChosen: boolean
  /** Whose last start or end of a break can be undone. */
  undoable: string | null
  busy: boolean
  onOpen: (registration: string) => void
  onChoose: () => void
  onIncident: (registration: string | null) => void
  onUndo: () => void
}

export function MarkedTools({ marked, isChosen, undoable, busy, onOpen, onChoose, onIncident, onUndo }: MarkedToolsProps) {
  const { t } = useI18n()
  return (
    <div className={styles['tools']}>
      {marked ? (
        <>
          <p className={styles['who']}>
            <SeatTag seat={marked.seat} />
            <bdi>{shortName(marked.sort_name)}</bdi>
          </p>
          <Button icon={Check} keyCap="X" onPress={onChoose}>
            {t(isChosen ? 'clock.unchoose' : 'clock.choose')}
          </Button>
          <Button icon={Siren} keyCap="I" onPress={() => onIncident(marked.id)}>
            {t('incident.short')}
          </Button>
          <Button icon={ArrowRight} keyCap="Enter" onPress={() => onOpen(marked.id)}>
            {t('seats.open-person')}
          </Button>
        </>
      ) : null}
      {undoable === null ? null : (
        <Button icon={Undo2} keyCap="U" disabled={busy} onPress={onUndo}>
          {t('clock.undo-what', { what: `${t('clock.break')}, ${undoable}` })}
        </Button>
      )}
    </div>
  )
}
