/** Takes sheets back; also one that was missing and turned up. */
import { sheetMove } from './move-sheets.ts'

export const returnScrapPaper = sheetMove({
  name: 'return-scrap-paper',
  to: 'Returned',
  from: ['Issued', 'Missing'],
  notes: ({ at, actor }) => ({ ReturnedAt: at, ReturnedTo: actor.name }),
})
