/** Made-up histories for the pure parts of sync. */
import fc from 'fast-check'
import { STATIONS, type PlannerCase, type PlannerStep } from './planner.ts'

const anyone = fc.integer({ min: -1, max: STATIONS - 1 })
const laptop = fc.integer({ min: 0, max: STATIONS - 1 })
const record = fc.integer({ min: 0, max: 2 })
const third = fc.integer({ min: 0, max: 2 })
// Now and then two people write the same.
const value = fc.constantFrom('new', 'new', 'new', 'a', 'b', null)

const step: fc.Arbitrary<PlannerStep> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('set'), at: anyone, record, field: third, value }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('element'), at: anyone, type: third, value }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('grow'), at: anyone, record }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('delete', 'create'), at: anyone, record }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('push'), at: laptop, count: fc.integer({ min: 1, max: 3 }), answered: fc.boolean(), late: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pull'), at: laptop, count: fc.integer({ min: 1, max: 3 }) }) },
) as fc.Arbitrary<PlannerStep>

export const plannerCase: fc.Arbitrary<PlannerCase> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 24, size: 'max' }),
  hours: fc.array(fc.constantFrom(-24, -1, 0, 1, 24), { minLength: STATIONS + 1, maxLength: STATIONS + 1 }),
})
