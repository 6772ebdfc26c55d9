/** What is not as it should be, in large type: colour, icon and word. */
import { Ban, CalendarX, Clock, Copy, Lock, LogIn, MapPinOff, Shuffle, ShieldAlert } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Candidate, DeskWarning, WarningCode } from '../../../src-shared/desk.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { warningText, wayOnText } from './person-words.ts'
import styles from './person.module.css'

const LOOK: Record<WarningCode, { icon: LucideIcon; tone: 'stop' | 'wait' }> = {
  'wrong-day': { icon: CalendarX, tone: 'stop' },
  'wrong-venue': { icon: MapPinOff, tone: 'stop' },
  cancelled: { icon: Ban, tone: 'stop' },
  'event-cancelled': { icon: Ban, tone: 'stop' },
  'sitting-closed': { icon: Lock, tone: 'stop' },
  'already-in': { icon: ShieldAlert, tone: 'stop' },
  late: { icon: Clock, tone: 'wait' },
  'registered-twice': { icon: Copy, tone: 'stop' },
  'other-sitting': { icon: Shuffle, tone: 'wait' },
}

interface WarningsProps {
  candidate: Candidate
  /** This desk has just let them in, or sent them on a break. */
  ours: boolean
  /** Lets somebody in who is in already; asks for a reason. */
  onOverride: () => void
}

export function Warnings({ candidate, ours, onOverride }: WarningsProps) {
  // Whoever was let in a moment ago at this very desk is no surprise.
  const shown = candidate.warnings.filter(({ code }) => !(ours && code === 'already-in') && !(code === 'late' && candidate.state === 'late'))
  return shown.map((warning) => <Warning key={warning.code} warning={warning} candidate={candidate} onOverride={onOverride} />)
}

function Warning({ warning, candidate, onOverride }: { warning: DeskWarning; candidate: Candidate; onOverride: () => void }) {
  const { t, locale } = useI18n()
  const { code, detail } = warning
  const { icon: Icon, tone } = LOOK[code]
  const wayOn = wayOnText(warning, candidate, t)
  return (
    <section className={`${styles['warning']} ${styles[tone]}`} role={tone === 'stop' ? 'alert' : undefined}>
      <Icon aria-hidden size={36} />
      <div>
        <p className={styles['warning-title']}>{t(`warning.${code}`)}</p>
        <p>{warningText(warning, candidate, t, locale)}</p>
        {wayOn ? <p>{wayOn}</p> : null}
        {code === 'registered-twice' && detail['seat'] ? <p>{t('warning.registered-twice.seat', { seat: detail['seat'] })}</p> : null}
      </div>
      {code === 'already-in' ? (
        <Button icon={LogIn} onPress={onOverride}>
          {t('actions.override')}
        </Button>
      ) : null}
    </section>
  )
}
