/** Notes that sheets which came back were destroyed. */
import { sheetMove } from './move-sheets.ts'

export const destroyScrapPaper = sheetMove({
  name: 'destroy-scrap-paper',
  to: 'Destroyed',
  from: ['Returned'],
  notes: ({ at, actor }) => ({ DestroyedAt: at, DestroyedBy: actor.name }),
})
