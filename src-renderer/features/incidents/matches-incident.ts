/** Whether a report has what is looked for: a name, a seat, a word of it. Pure. */
import type { Incident } from '../../../src-shared/desk/incidents.ts'
import { foldText } from '../../ui/fold-text.ts'

export function matchesIncident({ name, code, seat, type, text, people, reported_by }: Incident, wanted: string): boolean {
  const looked = foldText(wanted)
  return looked === '' || [name, code, seat, type, text, ...people, reported_by].some((one) => one !== null && foldText(one).includes(looked))
}
