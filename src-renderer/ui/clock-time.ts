/** Times that tick, and times that are typed, as the room sees them. Pure. */
import type { Locale } from './preferences.ts'
import { clockTime } from './time.ts'

const minute_ms = 60_000
const day_minutes = 1_440

/** "1:24:12"; nothing left is "0:00:00". */
export function leftText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000))
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** "4:51", minutes and seconds since something began. */
export function sinceText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
}

/** The seconds of an instant, "48": the same in every time zone. */
export function secondsText(ms: number): string {
  return two(new Date(ms).getUTCSeconds())
}

const two = (n: number) => String(n).padStart(2, '0')

/** A typed time of day ("9:48", "0948", "9.48", "9h48") as "09:48"; null where the text is no time. */
export function typedClock(text: string): string | null {
  const parts = /^\s*(\d{1,2})(?:\s*[:.h]\s*|(?=\d\d\s*$))(\d{2})\s*$/i.exec(text)
  const [hours, minutes] = [Number(parts?.[1]), Number(parts?.[2])]
  return !parts || hours > 23 || minutes > 59 ? null : `${two(hours)}:${two(minutes)}`
}

/**
 * The instant of a typed time of day ("9:48", "0948", "9.48", "9h48") at the venue: the one nearest to `near`.
 * Null where the text is no time.
 */
export function typedTime(text: string, near: string, zone: string, locale: Locale): string | null {
  const typed = typedClock(text)
  if (typed === null) return null
  const [hours, minutes] = typed.split(':').map(Number) as [number, number]
  const there = /(\d+):(\d+)/.exec(clockTime(near, zone, locale))
  const behind = hours * 60 + minutes - (Number(there?.[1]) * 60 + Number(there?.[2]))
  // The nearest of today, yesterday and tomorrow.
  const nearest = ((behind + day_minutes * 1.5) % day_minutes) - day_minutes / 2
  return new Date(Math.floor(Date.parse(near) / minute_ms) * minute_ms + nearest * minute_ms).toISOString()
}

/** "Müller J." of "Müller, Jürgen"; a name that is written otherwise stays whole. */
export function shortName(sortName: string): string {
  const [family = '', given] = sortName.split(', ')
  const initial = [...(given ?? '')][0]
  // Written without a space, these names are short as they are.
  if (/[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(family)) return `${family}${given ?? ''}`
  return initial === undefined ? sortName : `${family} ${initial.toLocaleUpperCase()}.`
}
