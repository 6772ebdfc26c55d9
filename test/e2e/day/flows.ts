/** Every flow of the desk, in the order of a day. */
import { checkIn, undoCheckIn } from './flows/check-in.ts'
import type { Flow } from './day.ts'

export const FLOWS: { day: readonly Flow[]; evening: readonly Flow[] } = {
  day: [checkIn, undoCheckIn],
  evening: [],
}
