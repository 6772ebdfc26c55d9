/** The words of the window in the chosen language. */
import { useMemo } from 'react'
import { en } from '../messages/en.ts'
import { es } from '../messages/es.ts'
import { fr } from '../messages/fr.ts'
import type { MessageKey, Messages } from '../messages/en.ts'
import { formatMessage } from './format-message.ts'
import type { MessageValues } from './format-message.ts'
import { usePreferences } from './preferences.ts'
import type { Locale } from './preferences.ts'
import { unbroken } from './unbroken.ts'

const CATALOGUES: Record<Locale, Messages> = { en, fr: unbroken(fr), es }

export type Translate = (key: MessageKey, values?: MessageValues) => string

/** The translator of a language. */
export function translator(locale: Locale): Translate {
  return (key, values = {}) => formatMessage(CATALOGUES[locale][key], values, locale)
}

/** The translator of the chosen language, and the language itself. */
export function useI18n(): { t: Translate; locale: Locale } {
  const locale = usePreferences((state) => state.locale)
  return useMemo(() => ({ t: translator(locale), locale }), [locale])
}
