/** Opens a closed sitting again. Its paper stays closed. */
import { refuseFor } from '../../../../src-shared/desk-refusals.ts'
import { reopening } from './reopen.ts'

export const reopenSitting = reopening({ name: 'reopen-sitting', kind: 'Sitting', refused: () => refuseFor('sitting-not-closed', {}) })
