/** What a seat's state looks like: an icon and a colour, always beside the word. */
import { AlarmClockOff, Armchair, Ban, Check, Clock, Coffee, Sparkles, UserX, Users } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { SeatHere, SeatState } from '../../src-shared/desk/seats.ts'
import type { Translate } from './i18n.ts'

/** `planned`: what "seat everyone" would do. */
export type ShownSeat = SeatState | 'planned'

export const SEAT_ICONS: Record<ShownSeat, LucideIcon> = {
  free: Armchair, given: Clock, in: Check, break: Coffee, left: AlarmClockOff, absent: UserX, blocked: Ban, other: Users, planned: Sparkles,
}

/** In the order of the legend. */
export const SEAT_STATES: readonly SeatState[] = ['in', 'break', 'left', 'given', 'absent', 'free', 'blocked', 'other']

/** "Seat B4, free, accessible", as a screen reader says it. */
export function seatWords({ name, state, accessible, who }: Pick<SeatHere, 'name' | 'accessible' | 'who'> & { state: ShownSeat }, separate: boolean, t: Translate): string {
  const said = [t('seats.seat', { seat: name }), t(`seats.state.${state}`), who?.name, accessible ? t('seats.accessible') : undefined, separate ? t('seats.separate') : undefined]
  return said.filter((word) => word !== undefined && word !== '').join(', ')
}
