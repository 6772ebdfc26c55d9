/** Light or dark on the root element, after the person's choice or else the system's; and how large the text is. */
import { usePreferences } from './preferences.ts'

const dark = globalThis.matchMedia('(prefers-color-scheme: dark)')

function apply(): void {
  const { theme, text, locale } = usePreferences.getState()
  const shown = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  document.documentElement.dataset['theme'] = shown
  document.documentElement.dataset['text'] = text
  document.documentElement.lang = locale
}

/** Sets the theme and the language of the page now and whenever either changes. */
export function followTheme(): void {
  apply()
  dark.addEventListener('change', apply)
  usePreferences.subscribe(apply)
}
