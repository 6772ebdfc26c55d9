/** Arrow keys among the sittings: the focus moves from card to card in reading order. */

export const CARD_ATTRIBUTE = 'data-sitting-card'

/** Moves by a number of cards; from nowhere it goes to the first. */
export function moveAmongCards(step: number): void {
  const cards = [...document.querySelectorAll<HTMLElement>(`[${CARD_ATTRIBUTE}]`)]
  const here = cards.indexOf(document.activeElement as HTMLElement)
  const next = here === -1 ? 0 : Math.min(cards.length - 1, Math.max(0, here + step))
  cards[next]?.focus()
}
