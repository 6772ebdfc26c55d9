/** Notes that sheets which were issued cannot be found. */
import { sheetMove } from './move-sheets.ts'

export const missScrapPaper = sheetMove({
  name: 'miss-scrap-paper',
  to: 'Missing',
  from: ['Issued'],
  notes: ({ at, actor }) => ({ MissingAt: at, MissingBy: actor.name }),
})
