/** Why a write did not happen, in a sentence of the window's language where it has one. */
import type { Translate } from './i18n.ts'

const WORDED = ['unreachable', 'forbidden', 'locked', 'storage', 'busy'] as const

/** The sentence; else what the station said; else null. */
export function refusalText({ code, message }: { code: string; message: string }, t: Translate): string | null {
  const worded = WORDED.find((one) => one === code)
  return worded ? t(`refusal.${worded}`) : message || null
}
