/** Moves the focus to a named part of the desk. */

export const SEARCH_ID = 'desk-search'
export const PERSON_ID = 'desk-person'
/** The part of the site's screen about the hub, whichever it is. */
export const SITE_HUB_ID = 'site-hub'

/** Focuses the element; a field gets its text selected, so that typing replaces it. */
export function focusOn(id: typeof SEARCH_ID | typeof PERSON_ID | typeof SITE_HUB_ID): void {
  const element = document.getElementById(id)
  element?.focus({ preventScroll: true })
  if (element instanceof HTMLInputElement) element.select()
}
