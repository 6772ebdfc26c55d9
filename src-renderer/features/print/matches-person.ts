/** Whether a name or a code has every word that is looked for. Pure. */
import { foldText } from '../../ui/fold-text.ts'

export function matchesPerson({ name, sort_name, code }: { name: string; sort_name: string; code: string }, wanted: string): boolean {
  const about = foldText([name, sort_name, code].join(' '))
  return foldText(wanted).split(/\s+/).every((word) => about.includes(word))
}
