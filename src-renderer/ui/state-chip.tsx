/** How a candidate stands, in colour, icon and word. */
import { Ban, CalendarX, Check, Clock, MapPinOff, UserMinus, UserX } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { RosterRow, RosterState } from '../../src-shared/desk.ts'
import { Chip } from './chip.tsx'
import type { Tone } from './chip.tsx'
import { useI18n } from './i18n.ts'
import { clockTime } from './time.ts'

const LOOK: Record<RosterState, { icon: LucideIcon; tone: Tone }> = {
  expected: { icon: Clock, tone: 'plain' },
  in: { icon: Check, tone: 'done' },
  late: { icon: Check, tone: 'wait' },
  absent: { icon: UserX, tone: 'stop' },
  withdrawn: { icon: UserMinus, tone: 'stop' },
  cancelled: { icon: Ban, tone: 'stop' },
  'other-day': { icon: CalendarX, tone: 'note' },
  'other-venue': { icon: MapPinOff, tone: 'note' },
}

export function StateChip({ row, zone }: { row: Pick<RosterRow, 'state' | 'checked_in_at'>; zone: string }) {
  const { t, locale } = useI18n()
  const { icon, tone } = LOOK[row.state]
  const time = row.checked_in_at && (row.state === 'in' || row.state === 'late') ? ` ${clockTime(row.checked_in_at, zone, locale)}` : ''
  return (
    <Chip icon={icon} tone={tone}>
      {t(`state.${row.state}`)}
      {time}
    </Chip>
  )
}
