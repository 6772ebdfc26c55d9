/**
 * Headquarters, a hub and the desk behind it are killed at random moments while clients write at all three. HALLPASS_KILLS sets how
 * often (60), HALLPASS_KILL_SEED which (1). Nothing that was acknowledged may be missing, out of order or at headquarters twice.
 * `npm run nightly -- --kills N` does the same by the thousands.
 */
import { expect, it } from 'vitest'
import { bundledProgram } from './kills/bundled-program.ts'
import { killRun } from './kills/kill-run.ts'

const kills_wanted = Number(process.env.HALLPASS_KILLS ?? 60)
const seed = Number(process.env.HALLPASS_KILL_SEED ?? 1)

it(`kill -9 loses nothing and repeats nothing in ${kills_wanted} kills from seed ${seed}`, async () => {
  const { kills, whileServing, acknowledged, uncertain } = await killRun({ seed, kills: kills_wanted, program: await bundledProgram() })
  expect(kills.hq + kills.hub + kills.desk).toBe(kills_wanted)
  expect(acknowledged).toBeGreaterThan(0)
  console.log(`${kills.hq} kills of headquarters, ${kills.hub} of the hub, ${kills.desk} of the desk (${whileServing} while they served); ${acknowledged} writes acknowledged, ${uncertain} without an answer`)
}, 900_000)
