/** How high a row of the roster is: it grows with the text that the person chose, and with the browser's own. */
import { usePreferences } from '../../ui/preferences.ts'
import type { TextSize } from '../../ui/preferences.ts'

/** The same as in roster.module.css. */
const row_rem = 3.75

/** Reading a size costs a style pass; once for each choice is enough. */
const measured = new Map<TextSize, number>()

/** Pixels. */
export function useRowHeight(): number {
  const text = usePreferences((preferences) => preferences.text)
  const height = measured.get(text) ?? Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * row_rem
  measured.set(text, height)
  return height
}
