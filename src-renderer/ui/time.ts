/** Times and days as the desk shows them: always in the venue's time zone, 24 hours. Pure. */
import type { Locale } from './preferences.ts'

/** Day before month, as it is written on the exam papers; the plain `en` is American. */
const DATES: Record<Locale, string> = { en: 'en-GB', fr: 'fr', es: 'es' }

/** "9:00" */
export function clockTime(instant: string, zone: string, locale: Locale): string {
  const text = new Intl.DateTimeFormat(DATES[locale], { hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(new Date(instant))
  return text.replace(/^0(?=\d)/, '')
}

/** "Monday 23 November" */
export function dayName(instant: string, zone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(DATES[locale], { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone }).format(new Date(instant))
}

/** "9 Nov" */
export function shortDay(instant: string, zone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(DATES[locale], { day: 'numeric', month: 'short', timeZone: zone }).format(new Date(instant))
}

/** "Pacific Time" */
export function zoneName(zone: string, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(DATES[locale], { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(new Date())
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
  // "Pacific Time (Canada)": the desk knows its country.
  return name.replace(/\s*\([^)]*\)$/, '')
}

/** The calendar day of an instant in a zone, "2026-11-23". */
export function calendarDay(instant: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant)
}

/** The day after a calendar day. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** "0:23", minutes and seconds of a countdown. */
export function countdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
