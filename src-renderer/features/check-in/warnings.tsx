/** What is not as it should be, in large type: colour, icon and word. */
import { Ban, CalendarX, Clock, Copy, Lock, LogIn, MapPinOff, Shuffle, ShieldAlert } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Candidate, DeskWarning, WarningCode } from '../../../src-shared/desk.ts'
import { Button } from '../../ui/button.tsx'
import { useI18n } from '../../ui/i18n.ts'
import { clockTime, dayName } from '../../ui/time.ts'
import { canRegisterAgain } from './standing.ts'
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
  justDone: boolean
  /** Lets somebody in who is in already; asks for a reason. */
  onOverride: () => void
}

export function Warnings({ candidate, justDone, onOverride }: WarningsProps) {
  // Whoever was let in a second ago at this very desk is no surprise.
  const shown = candidate.warnings.filter(({ code }) => !(justDone && code === 'already-in') && !(code === 'late' && candidate.state === 'late'))
  return shown.map((warning) => <Warning key={warning.code} warning={warning} candidate={candidate} onOverride={onOverride} />)
}

function Warning({ warning: { code, detail }, candidate, onOverride }: { warning: DeskWarning; candidate: Candidate; onOverride: () => void }) {
  const { t, locale } = useI18n()
  const { icon: Icon, tone } = LOOK[code]
  const { event } = candidate
  const values = {
    day: dayName(event.start, event.time_zone, locale),
    time: clockTime(event.start, event.time_zone, locale),
    end: clockTime(candidate.ends_at, event.time_zone, locale),
    venue: candidate.venue_name,
    title: event.title,
    who: candidate.checked_in_by ?? detail['who'] ?? '–',
    desk: candidate.checked_in_desk ?? detail['where'] ?? '–',
    at: candidate.checked_in_at ? clockTime(candidate.checked_in_at, event.time_zone, locale) : '–',
    ...(code === 'sitting-closed' && detail['at'] ? { who: detail['who'] ?? '–', at: clockTime(detail['at'], event.time_zone, locale) } : {}),
  }
  // The station says how late: its clock decides, not the window's.
  const isOver = code === 'late' && Number(detail['minutes']) * 60_000 > Date.parse(candidate.ends_at) - Date.parse(event.start)
  const why = detail['why'] ?? detail['reason'] ?? (code === 'event-cancelled' ? event.cancellation_reason : null)
  return (
    <section className={`${styles['warning']} ${styles[tone]}`} role="alert">
      <Icon aria-hidden size={36} />
      <div>
        <p className={styles['warning-title']}>{t(`warning.${code}`)}</p>
        <p>{why ? t('warning.why', { why }) : isOver ? t('warning.late.over', values) : t(`warning.${code}.text`, values)}</p>
        {why && candidate.registered_again === null ? <p>{t(code === 'cancelled' && canRegisterAgain(candidate) ? 'again.how' : 'warning.no-check-in')}</p> : null}
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
