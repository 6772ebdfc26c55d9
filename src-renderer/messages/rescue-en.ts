/** The words of the rescue file, in English. */
import type { Message, Plural } from '../ui/format-message.ts'

export const rescueEn = {
  'rescue.title': 'If this laptop is dying, or another one has',
  'rescue.help': 'A rescue file carries the work that has not reached headquarters to another laptop of this site. It can be opened as often as you like: headquarters takes each write once.',
  'rescue.save': 'Save a rescue file',
  'rescue.open': 'Open a rescue file',
  'rescue.nothing': 'Nothing waits on this laptop.',
  'rescue.making': 'Making the file…',
  'rescue.phrase': { one: '{n} thing is in the file. This phrase opens it:', other: '{n} things are in the file. This phrase opens it:' },
  'rescue.phrase.help': 'Write it down now: it is shown once and kept nowhere. Carry it apart from the file.',
  'rescue.phrase.label': 'Phrase',
  'rescue.phrase.format': 'Five groups of four, as it was written down.',
  'rescue.phrase.missing': 'Enter the phrase.',
  'rescue.download': 'Save the file',
  'rescue.done': 'Done',
  'rescue.file': 'Choose the file',
  'rescue.file.none': 'No file chosen yet',
  'rescue.file.missing': 'Choose the rescue file first.',
  'rescue.take': 'Take this work over',
  'rescue.opening': 'Opening…',
  'rescue.taken': { one: '{n} write was taken over. It goes to headquarters by itself.', other: '{n} writes were taken over. They go to headquarters by themselves.' },
  'rescue.key.save': 'rescue file',
  'rescue.key.open': 'open a rescue file',
} satisfies Record<string, Message>

/** The same keys, each with a text or a plural where English has one. */
export type RescueMessages = { [Key in keyof typeof rescueEn]: (typeof rescueEn)[Key] extends string ? string : Plural }
