/** How far this file has read headquarters' feed. */
import { SERVER_RUN } from '../server-run.ts'
import type { ChangePage } from '../store.ts'
import type { makeMeta } from './meta.ts'

export type ReadSoFar = ReturnType<typeof makeReadSoFar>

export function makeReadSoFar(meta: ReturnType<typeof makeMeta>) {
  const number = (key: string) => Number(meta.get(key) ?? 0)
  const cursor = () => number('cursor')
  const whole = () => number('whole')
  return {
    cursor,
    /** Up to here every record is as it was; the cursor may be further, between two pages. */
    whole,
    isWhole: () => whole() === cursor(),
    moveTo({ upTo, last, partial }: Pick<ChangePage, 'upTo' | 'last' | 'partial'>): void {
      meta.set('cursor', String(upTo))
      if (upTo >= last && !partial) meta.set('whole', String(upTo))
      if (upTo >= last && meta.get('complete') === undefined) meta.set('complete', '1')
    },
    beginAgain(): void {
      meta.set('cursor', '0')
      for (const key of ['whole', 'complete', SERVER_RUN]) meta.delete(key)
    },
  }
}
