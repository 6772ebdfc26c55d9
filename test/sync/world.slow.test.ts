/** More of the simulated world than a check has time for, with another seed each time; `npm run nightly` plays the ten thousands. */
import fc from 'fast-check'
import { it } from 'vitest'
import { play } from './play.ts'
import { scheduleOf } from './schedule.ts'

const ms_max = 20_000

it('keeps every invariant under schedules that nobody has seen', async () => {
  const end = Date.now() + ms_max
  let failed = false
  await fc.assert(fc.asyncProperty(scheduleOf(), async (schedule) => {
    if (!failed && Date.now() > end) return
    failed = true
    await play(schedule)
    failed = false
  }), { numRuns: 1_000, verbose: 1 })
})
