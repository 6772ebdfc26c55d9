/** What a person chose for this laptop's window: theme, text size, language, single keys. Kept in the window's own storage. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type ThemeChoice = 'system' | 'light' | 'dark'
export type TextSize = 'normal' | 'large' | 'largest'
export type Locale = 'en' | 'fr' | 'es'

interface Preferences {
  theme: ThemeChoice
  text: TextSize
  locale: Locale
  /** Single letters and digits act without a field having the focus (WCAG 2.1.4 asks for a way to turn them off). */
  single_keys: boolean
}

const LOCALES: readonly Locale[] = ['en', 'fr', 'es']

/** The first language of the system that Hallpass speaks. */
function systemLocale(): Locale {
  for (const tag of globalThis.navigator?.languages ?? []) {
    const found = LOCALES.find((locale) => tag.toLowerCase().startsWith(locale))
    if (found) return found
  }
  return 'en'
}

export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ theme: 'system', text: 'normal', locale: systemLocale(), single_keys: true }), { name: 'hallpass.preferences' }),
)
