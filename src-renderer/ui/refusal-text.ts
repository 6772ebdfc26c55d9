/** Why something did not happen, in a sentence of the window's language where it has one. */
import { readRefusal } from '../../src-shared/read-refusal.ts'
import { en } from '../messages/en.ts'
import type { MessageKey } from '../messages/en.ts'
import type { MessageValues } from './format-message.ts'
import type { Translate } from './i18n.ts'
import { usePreferences } from './preferences.ts'
import { venueTime } from './time.ts'

const WORDED = ['unreachable', 'forbidden', 'locked', 'storage', 'busy', 'internal'] as const
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** The shape of what the api threw. */
export interface Said {
  code: string
  message: string
  members?: Record<string, unknown>
}

/** The sentence; else what the station said, marked as its words where the window speaks another language; else null. */
export function refusalText({ code, message, members = {} }: Said, t: Translate): string | null {
  const own = `refused.${String(members['reason'])}`
  if (Object.hasOwn(en, own)) return t(own as MessageKey, factsOf(members['facts']))
  const read = sentenceText(message, t)
  if (read !== null) return read
  const worded = WORDED.find((one) => one === code)
  if (worded) return t(`refusal.${worded}`)
  return message === '' ? null : t('refusal.said', { text: message })
}

/** A sentence of the API in the window's language; null where the window has no words for it. */
export function sentenceText(message: string, t: Translate): string | null {
  const read = readRefusal(message)
  return read ? t(`refused.${read.reason}`, factsOf(read.facts)) : null
}

/** What the sentence is about, as a person reads it; a number keeps its own digits, as seats and years do. */
function factsOf(facts: unknown): MessageValues {
  const { locale } = usePreferences.getState()
  const known = typeof facts === 'object' && facts !== null ? Object.entries(facts) : []
  return Object.fromEntries(known.map(([name, value]) => [name, INSTANT.test(String(value)) ? venueTime(String(value), locale) : String(value)]))
}
