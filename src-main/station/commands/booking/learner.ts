/** What a registration keeps of its learner, for lists and searches. */
import type { Doc } from '../../store/store.ts'
import { textOf } from './stored-values.ts'

/** Name, e-mail and code of a contact, as far as it has them. */
export function learnerFields(contact: Doc): Doc {
  const fields = {
    LearnerName: nameOf(contact),
    LearnerEmail: textOf(contact, 'email_address') ?? textOf(contact, 'email'),
    LearnerCode: textOf(contact, 'code'),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}

function nameOf(contact: Doc): string | null {
  const parts = [textOf(contact, 'first_name'), textOf(contact, 'last_name')].filter((part) => part !== null)
  return textOf(contact, 'name') ?? (parts.length === 0 ? null : parts.join(' '))
}
