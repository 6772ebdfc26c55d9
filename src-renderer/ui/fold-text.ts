/** Text as it is searched: without case and diacritics. Pure. */
export function foldText(text: string): string {
  return text.trim().normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
