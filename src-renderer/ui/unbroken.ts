/** French puts a space before "?", "!", ";" and ":" and inside its quotation marks: no line may end there. Pure. */
import type { Message } from './format-message.ts'

const unbrokenText = (text: string) => text.replace(/ (?=[?!;:»])|(?<=«) /g, '\u00A0')

/** The same messages, with those spaces held together. */
export function unbroken<T extends Record<string, Message>>(messages: T): T {
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [key, typeof message === 'string' ? unbrokenText(message) : { one: unbrokenText(message.one), other: unbrokenText(message.other) }]),
  ) as T
}
