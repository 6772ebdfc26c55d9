/** Who closed something, and when, as the window shows it. Pure. */
import type { ClosedBy } from '../../../src-shared/desk/paper.ts'
import { textOf } from '../commands/booking/stored-values.ts'
import type { Doc } from '../store/store.ts'

export function closedBy(closing: Doc): ClosedBy {
  return { at: textOf(closing, 'ClosedAt') ?? '', by: textOf(closing, 'ClosedBy') ?? '', second: textOf(closing, 'SignedBy') }
}
