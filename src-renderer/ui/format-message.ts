/** Fills a message: `{name}` is replaced, a plural picks its form by `n`. Pure. */
import { numberFormat, pluralRules } from './formats.ts'
import type { Locale } from './preferences.ts'

export interface Plural {
  one: string
  other: string
}
export type Message = string | Plural
export type MessageValues = Record<string, string | number>

/** The text of a message in a language; a value that is missing stays visible as `{name}`. */
export function formatMessage(message: Message, values: MessageValues, locale: Locale): string {
  const text = typeof message === 'string' ? message : message[pluralForm(values['n'], locale)]
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? numberFormat(locale).format(value) : value
  })
}

function pluralForm(n: string | number | undefined, locale: Locale): keyof Plural {
  return pluralRules(locale).select(Number(n)) === 'one' ? 'one' : 'other'
}
