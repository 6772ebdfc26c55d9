/** Opens the closed scrap paper of a sitting again. */
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { refuseClosedSitting } from './closings.ts'
import { reopening } from './reopen.ts'

export const reopenPaper = reopening({ name: 'reopen-paper', kind: 'Paper', refused: () => refuseFor('paper-not-closed', {}), check: refuseClosedSitting })
