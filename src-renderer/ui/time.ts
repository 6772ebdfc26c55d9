/** Times and days as the desk shows them: always by the venue's clocks, 24 hours. */
import type { ZoneOffset } from '../../src-shared/desk.ts'
import { dateFormats } from './formats.ts'
import type { Locale } from './preferences.ts'

/** Day before month, as it is written on the exam papers; the plain `en` is American. */
const DATES: Record<Locale, string> = { en: 'en-GB', fr: 'fr', es: 'es' }

/** The station's word on the venue's clocks; this window's own rules may be older than the law. */
let venue: { zone: string; said: readonly ZoneOffset[]; offsets: readonly { from_ms: number; minutes: number }[] } | null = null

/** Takes over what the station says of a zone. */
export function setVenueClock(zone: string, said: readonly ZoneOffset[]): void {
  if (venue?.zone === zone && venue.said === said) return
  venue = { zone, said, offsets: said.map(({ from, minutes }) => ({ from_ms: Date.parse(from), minutes })) }
}

const TIME = dateFormats({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' })
const WEEKDAY = dateFormats({ weekday: 'long', day: 'numeric', month: 'long' })
const FULL = dateFormats({ day: 'numeric', month: 'long', year: 'numeric' })
const SHORT = dateFormats({ day: 'numeric', month: 'short' })
const ZONE = dateFormats({ timeZoneName: 'longGeneric' })
const CALENDAR = dateFormats({ dateStyle: 'short' })

/** An instant and a zone that together show the venue's wall clock. */
function atVenue(instant: string | Date, zone: string): { date: Date; timeZone: string } {
  const date = new Date(instant)
  const offset = venue?.zone === zone ? venue.offsets.findLast(({ from_ms }) => from_ms <= date.getTime()) : undefined
  return offset ? { date: new Date(date.getTime() + offset.minutes * 60_000), timeZone: 'UTC' } : { date, timeZone: zone }
}

/** "9:00" */
export function clockTime(instant: string, zone: string, locale: Locale): string {
  const { date, timeZone } = atVenue(instant, zone)
  const text = TIME(DATES[locale], timeZone).format(date)
  return text.replace(/^0(?=\d)/, '')
}

/** "Monday 23 November" */
export function dayName(instant: string, zone: string, locale: Locale): string {
  const { date, timeZone } = atVenue(instant, zone)
  return WEEKDAY(DATES[locale], timeZone).format(date)
}

/** "22 November 2026", of an instant or of a day ("2026-11-22"), which is the same everywhere; what is no date stays as it is. */
export function fullDate(date: string, zone: string, locale: Locale): string {
  if (Number.isNaN(Date.parse(date))) return date
  const shown = /^\d{4}-\d\d-\d\d$/.test(date) ? { date: new Date(date), timeZone: 'UTC' } : atVenue(date, zone)
  return FULL(DATES[locale], shown.timeZone).format(shown.date)
}

/** "9 Nov" */
export function shortDay(instant: string, zone: string, locale: Locale): string {
  const { date, timeZone } = atVenue(instant, zone)
  return SHORT(DATES[locale], timeZone).format(date)
}

/** "Pacific Time" */
export function zoneName(zone: string, locale: Locale): string {
  const parts = ZONE(DATES[locale], zone).formatToParts(new Date())
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
  // "Pacific Time (Canada)": the desk knows its country.
  return name.replace(/\s*\([^)]*\)$/, '')
}

/** The calendar day of an instant in a zone, "2026-11-23". */
export function calendarDay(instant: Date, zone: string): string {
  const { date, timeZone } = atVenue(instant, zone)
  return CALENDAR('sv-SE', timeZone).format(date)
}

/** The day after a calendar day. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** "0:23", minutes and seconds of a countdown. */
export function countdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The time of day at the venue, with the day where it is another than today: "9:00", "22 Nov 9:00". */
export function venueTime(instant: string, locale: Locale): string {
  const zone = venue?.zone ?? 'UTC'
  const time = clockTime(instant, zone, locale)
  return calendarDay(new Date(instant), zone) === calendarDay(new Date(), zone) ? time : `${shortDay(instant, zone, locale)} ${time}`
}
