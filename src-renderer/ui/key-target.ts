/** What the element with the focus does with keys by itself. */

const TEXT = 'textarea, input:not([type=radio]):not([type=checkbox]):not([type=button]), [contenteditable=true]'

/** A field that takes characters. */
export function textField(target: EventTarget | null): HTMLInputElement | HTMLTextAreaElement | null {
  return target instanceof HTMLElement && target.matches(TEXT) ? (target as HTMLInputElement) : null
}

/** A list of which letters choose an entry while it is closed. */
export function closedList(target: EventTarget | null): HTMLSelectElement | null {
  return target instanceof HTMLSelectElement ? target : null
}

/** What of a field stays when something is typed into it. */
export function unselected({ value, selectionStart, selectionEnd }: HTMLInputElement | HTMLTextAreaElement): string {
  return value.slice(0, selectionStart ?? value.length) + value.slice(selectionEnd ?? value.length)
}

/** Whether Enter and the space bar belong to the element itself. */
export function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a[href], [role=button], summary, input, [role=listbox], [role=grid], [role=menu]') !== null
}

/** Whether the arrow keys belong to the element itself. */
export function ownsArrows(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=radiogroup], [role=listbox], [role=grid], [role=menu], input, textarea, select') !== null
}

/** What a field held before a scanner typed into it, to put it back. */
export interface FieldBefore {
  field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
  value: string
}

/** Sets a field's value in a way that React notices. */
export function setFieldValue({ field, value }: FieldBefore): void {
  const owner = [HTMLTextAreaElement, HTMLSelectElement].find((one) => field instanceof one) ?? HTMLInputElement
  Object.getOwnPropertyDescriptor(owner.prototype, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event(owner === HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
}
