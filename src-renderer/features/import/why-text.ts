/** Why a row was not taken, in a sentence. */
import type { Translate } from '../../ui/i18n.ts'
import { refusalText } from '../../ui/refusal-text.ts'
import type { RowOutcome } from './use-import.ts'

export function whyText({ why }: RowOutcome, t: Translate): string {
  if (!why) return ''
  if ('value' in why) return t(`import.why.${why.code}`, { value: why.value })
  return why.code === 'refused' ? (refusalText({ code: why.code, message: why.detail['text'] ?? '' }, t) ?? '') : t(`import.why.${why.code}`, why.detail)
}

/** The column that it is about. */
export function fieldText({ why }: RowOutcome, t: Translate): string {
  return why?.field === undefined || why.field === 'row' ? '' : t(`import.field.${why.field}`)
}
