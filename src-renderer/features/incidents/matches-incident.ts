/** Whether a report has what is looked for: a name, a seat, a word of it. Pure. */
import type { Incident } from '../../../src-shared/desk/incidents.ts'

export function matchesIncident({ name, code, seat, type, text, people, reported_by }: Incident, wanted: string): boolean {
  const looked = fold(wanted)
  return looked === '' || [name, code, seat, type, text, ...people, reported_by].some((one) => one !== null && fold(one).includes(looked))
}

function fold(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
