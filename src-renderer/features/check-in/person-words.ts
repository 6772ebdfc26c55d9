/** Who is on the screen and how they stand, in the order in which somebody would tell it who sees it. Pure. */
import type { Candidate, DeskWarning } from '../../../src-shared/desk.ts'
import type { Locale } from '../../ui/preferences.ts'
import type { Translate } from '../../ui/i18n.ts'
import { clockTime, dayName } from '../../ui/time.ts'
import { canRegisterAgain } from './standing.ts'

/** "In 8:43, seat 14". */
export function inLine({ checked_in_at: at, state, seat, event }: Candidate, t: Translate, locale: Locale): string {
  const time = at ? clockTime(at, event.time_zone, locale) : ''
  return `${t(state === 'late' ? 'in.late' : 'in.at', { time })}${seat ? `, ${t('in.seat', { seat })}` : ''}`
}

/** What a warning says below its title. */
export function warningText({ code, detail }: DeskWarning, candidate: Candidate, t: Translate, locale: Locale): string {
  const { event } = candidate
  const time = (at: string) => clockTime(at, event.time_zone, locale)
  const values = {
    day: dayName(event.start, event.time_zone, locale),
    time: time(event.start),
    end: time(candidate.ends_at),
    venue: candidate.venue_name,
    title: event.title,
    who: candidate.checked_in_by ?? detail['who'] ?? '–',
    desk: candidate.checked_in_desk ?? detail['where'] ?? '–',
    at: candidate.checked_in_at ? time(candidate.checked_in_at) : '–',
    ...(code === 'sitting-closed' && detail['at'] ? { who: detail['who'] ?? '–', at: time(detail['at']) } : {}),
  }
  // The station says how late: its clock decides, not the window's.
  const isOver = code === 'late' && Number(detail['minutes']) * 60_000 > Date.parse(candidate.ends_at) - Date.parse(event.start)
  const why = whyOf({ code, detail }, candidate)
  return why ? t('warning.why', { why }) : isOver ? t('warning.late.over', values) : t(`warning.${code}.text`, values)
}

/** The reason that somebody gave, where the warning has one. */
export function whyOf({ code, detail }: DeskWarning, { event }: Candidate): string | null {
  return detail['why'] ?? detail['reason'] ?? (code === 'event-cancelled' ? event.cancellation_reason : null)
}

/** What to do about it, where the warning leaves something to do. */
export function wayOnText(warning: DeskWarning, candidate: Candidate, t: Translate): string | null {
  if (whyOf(warning, candidate) === null || candidate.registered_again !== null) return null
  return t(warning.code === 'cancelled' && canRegisterAgain(candidate) ? 'again.how' : 'warning.no-check-in')
}

/** For somebody who hears the screen; what stops a check-in is an alert of its own. */
export function personWords(candidate: Candidate, t: Translate, locale: Locale): string {
  const { state, event } = candidate
  const time = (at: string) => clockTime(at, event.time_zone, locale)
  const isIn = state === 'in' || state === 'late'
  const granted = candidate.accommodation_details.map(({ type, name, minutes }) => `${name ?? type}${minutes > 0 ? ` +${t('accommodation.minutes', { n: minutes })}` : ''}`)
  return [
    candidate.name,
    isIn ? inLine(candidate, t, locale) : t(`state.${state}`),
    ...(candidate.on_break_since ? [t('clock.away-since', { time: time(candidate.on_break_since) })] : []),
    ...(isIn ? [] : candidate.warnings.filter(({ code }) => code === 'late').map((warning) => warningText(warning, candidate, t, locale))),
    ...granted,
    t('accommodation.ends-at-time', { time: time(candidate.ends_at) }),
  ]
    .map((part) => part.replace(/\.$/, ''))
    .join('. ')
}
