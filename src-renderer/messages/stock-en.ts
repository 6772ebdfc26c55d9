/** The words of numbered sheets for the printer, and of PDFs, in English. */
import type { Message, Plural } from '../ui/format-message.ts'

export const stockEn = {
  'stock.title': 'Numbered sheets',
  'stock.for': 'For whom',
  'stock.everyone': { one: '{n} candidate', other: '{n} candidates' },
  'stock.spare': 'Spare sheets, no name',
  'stock.again': { one: 'Again: {n} that is not handed out', other: 'Again: {n} that are not handed out' },
  'stock.each': 'Sheets for each',
  'stock.count': 'How many',
  'stock.per-page': 'On a page',
  'stock.send': 'Make the codes and print',
  'stock.send-again': 'Print',
  'stock.key': 'whom',
  'stock.help': 'Each sheet gets a code that is never used again. It counts once it is handed out.',
  'stock.nobody': 'For anybody',
  'stock.collect': 'Collected before leaving. Do not take it out of the room.',
  'print.stock': 'Numbered scrap paper',
  'print.stock.help': 'Sheets with a code, a barcode and a name.',
  'print.save-pdf': 'Save as PDF',
  'print.on-paper': 'On paper',
  'print.to': 'Where to',
  'print.key.pdf': 'paper or PDF',
  'print.key.save-pdf': 'as a PDF',
  'print.saved': 'Saved: {name}',
  'print.not-saved': 'The PDF could not be saved.',
} satisfies Record<string, Message>

/** The same keys, each with a text or a plural where English has one. */
export type StockMessages = { [Key in keyof typeof stockEn]: (typeof stockEn)[Key] extends string ? string : Plural }
