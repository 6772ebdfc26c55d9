/** What a check found and what to do about it, in words. */
import type { ReadinessCheck } from '../../../src-shared/readiness.ts'
import type { MessageKey } from '../../messages/en.ts'
import type { Translate } from '../../ui/i18n.ts'
import type { Locale } from '../../ui/preferences.ts'
import { clockTime, dayName } from '../../ui/time.ts'

const bytes_of_gigabyte = 1_073_741_824
const second_ms = 1_000
const minute_ms = 60_000

/** What is so. */
export function checkFact(check: ReadinessCheck, zone: string, locale: Locale, t: Translate): string {
  const when = (instant: string) => t('ready.when', { day: dayName(instant, zone, locale), time: clockTime(instant, zone, locale) })
  switch (check.code) {
    case 'people':
      return t('ready.people.fact', { n: check.people })
    case 'roster': {
      const held = t('ready.roster.fact', { n: check.candidates, sittings: check.sittings })
      return check.alone ? `${held} ${t('ready.roster.alone')}` : check.synced_at === null ? t('ready.roster.never') : `${held} ${t('ready.roster.synced', { when: when(check.synced_at) })}`
    }
    case 'waiting':
      return check.pending + check.conflicts === 0 ? t('ready.waiting.none') : [check.pending > 0 ? t('ready.waiting.pending', { n: check.pending }) : '', check.conflicts > 0 ? t('ready.waiting.conflicts', { n: check.conflicts }) : ''].filter(Boolean).join(' ')
    case 'clock':
      return check.alone ? t('ready.clock.alone') : check.ahead_ms === null ? t('ready.clock.unknown') : clockFact(check.ahead_ms, t)
    case 'lease':
      return check.until === null ? t('ready.lease.none') : t('ready.lease.until', { when: when(check.until) })
    case 'disk':
      return check.free_bytes === null ? t('ready.disk.unknown') : t('ready.disk.free', { size: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(check.free_bytes / bytes_of_gigabyte) })
    case 'backup':
      return check.at === null ? t('ready.backup.never') : t('ready.backup.at', { when: when(check.at) })
  }
}

function clockFact(ahead: number, t: Translate): string {
  const off = Math.abs(ahead)
  if (off < minute_ms) return t('ready.clock.right', { n: Math.round(off / second_ms) })
  return t(ahead > 0 ? 'ready.clock.ahead' : 'ready.clock.behind', { n: Math.round(off / minute_ms) })
}

const ADVICE: Partial<Record<ReadinessCheck['code'], MessageKey>> = {
  people: 'ready.people.do',
  roster: 'ready.roster.do',
  waiting: 'ready.waiting.do',
  clock: 'ready.clock.do',
  lease: 'ready.lease.do',
  disk: 'ready.disk.do',
  backup: 'ready.backup.do',
}

/** What to do; null where nothing is. */
export function checkAdvice({ code, state }: ReadinessCheck, t: Translate): string | null {
  const key = ADVICE[code]
  return (state === 'attention' || state === 'stop') && key ? t(key) : null
}
