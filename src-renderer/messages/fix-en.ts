/** The words of writes that are corrected and sent again, in English. */
import type { Message, Plural } from '../ui/format-message.ts'

export const fixEn = {
  'fix.open': 'Correct and send',
  'fix.title': 'Correct it, then it is sent again',
  'fix.meant': 'Most likely this',
  'fix.send': 'Send again',
  'fix.key': 'correct and send',
  'fix.none': 'These values cannot be corrected here. Open the record, correct it there, then let this one go.',
  'fix.number': 'A number is needed.',
  'parked.print': 'Print this list',
  'parked.title': 'What headquarters has not taken',
  'parked.refused': 'Refused',
  'parked.conflict': 'Two values',
  'parked.col.why': 'Why',
  'parked.col.here': 'Here',
  'parked.col.there': 'Headquarters',
} satisfies Record<string, Message>

/** The same keys, each with a text or a plural where English has one. */
export type FixMessages = { [Key in keyof typeof fixEn]: (typeof fixEn)[Key] extends string ? string : Plural }
