/** E-mail addresses, checked once more where they meet the mail server: what is stored may have come from anywhere. */

const MAILBOX = /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]{1,255}$/u

/** Whether a text is one address and nothing else: no list, no name, no line break. */
export function isMailbox(text: string): boolean {
  return MAILBOX.test(text)
}

/** The addresses of a list; undefined where one of them is none. */
export function mailboxes(list: unknown): string[] | undefined {
  if (list === undefined || list === null || list === '') return []
  if (typeof list !== 'string') return undefined
  const found = list.split(/[,;]/).map((part) => part.trim())
  return found.every(isMailbox) ? found : undefined
}
