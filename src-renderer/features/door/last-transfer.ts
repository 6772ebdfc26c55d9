/** The last transfer of this window, so that it can be undone where the record did not leave this laptop. */
import { create } from 'zustand'

export interface LastTransfer {
  registration: string
  name: string
  /** What it was moved to. */
  to: { title: string; start: string; time_zone: string }
  /** Where it came from. */
  from: { venue: string; start: string; exam_type: string; seat: string | null }
}

export const useLastTransfer = create<{ last: LastTransfer | null; said: string | null }>()(() => ({ last: null, said: null }))
