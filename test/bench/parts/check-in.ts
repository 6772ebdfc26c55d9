/** The durable commit of a check-in, in a small and in a large station. */
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { DATABASE_FILE } from '../../../src-main/station/key-file.ts'
import type { Command } from '../../../src-main/station/commands/command.ts'
import { apply, type WriteEnv } from '../../../src-main/station/commands/apply.ts'
import { checkIn as checkInCommand } from '../../../src-main/station/commands/booking/check-in.ts'
import type { CheckInInput } from '../../../src-shared/commands/desk-commands.ts'
import type { Store } from '../../../src-main/station/store/store.ts'
import { isRefusal } from '../../../src-shared/problem.ts'
import { compared, percentile, timed, type BenchContext, type Figure, type Part } from '../figures.ts'
import { AT, bookingRegistrationId, bookingRegistrations, numbers, seatOf, TENANT } from '../fixtures.ts'
import { folder, storeIn } from '../stores.ts'

const rounds = 10
const check_ins_a_round = 200
const clerk = { id: 'amara', name: 'Amara Okafor', scope: 'write' as const }

interface Desk {
  round: () => Promise<number[]>
}

export const checkIn: Part = {
  name: 'check-in',
  summary: 'the durable check-in through the one write path, with 5,000 and with 500,000 records',
  async run(context) {
    const sizes = context.quick ? [5_000, 50_000] as const : [5_000, 500_000] as const
    const [small, large] = [await desk(context, sizes[0]), await desk(context, sizes[1])]
    const pairs: [number[], number[]][] = []
    for (let round = 0; round < rounds; round++) {
      // By turns, so that a busy machine slows both.
      const first = round % 2 === 0 ? await large.round() : await small.round()
      const second = round % 2 === 0 ? await small.round() : await large.round()
      pairs.push(round % 2 === 0 ? [first, second] : [second, first])
    }
    return figures(pairs, sizes)
  },
}

function figures(pairs: readonly (readonly [number[], number[]])[], [few, many]: readonly [number, number]): Figure[] {
  const of = (share: number) => pairs.map(([large, small]) => [percentile(large, share), percentile(small, share)] as const)
  const all = pairs.flatMap(([large]) => large)
  return [
    compared(`check-in p50, ${many.toLocaleString('en')} records`, 'ms', `${few.toLocaleString('en')} records`, of(0.5), 'p50 <= 1 ms, ratio <= 1'),
    { name: `check-in p99, ${many.toLocaleString('en')} records`, unit: 'ms', value: percentile(all, 0.99), against: { name: `${few.toLocaleString('en')} records`, value: percentile(pairs.flatMap(([, small]) => small), 0.99) }, budget: 'p99 <= 10 ms' },
  ]
}

/** A station that has not seen its headquarters today: every check-in is queued. */
async function desk(context: BenchContext, records: number): Promise<Desk> {
  const data = folder(context)
  const filling = storeIn(data)
  const took = await timed(() => filling.importLines(bookingRegistrations(records), AT))
  await filling.close()
  const bytes = statSync(join(data, DATABASE_FILE)).size
  context.say(`${records.toLocaleString('en')} registrations stored in ${(took / 1000).toFixed(1)} s, ${Math.round(bytes / 1_048_576)} MiB`)
  const store = storeIn(data)
  context.onEnd(() => store.close())
  const next = numbers(records)
  return { round: () => checkIns(store, () => next(records), check_ins_a_round) }
}

/** Checks candidates in that are not in yet. @returns milliseconds of each */
export async function checkIns(store: Store, pick: () => number, times: number): Promise<number[]> {
  const env: WriteEnv = { store, now: () => new Date().toISOString(), newId: randomUUID, isAuthority: () => false }
  const took: number[] = []
  while (took.length < times) {
    const n = pick()
    const input: CheckInInput = { registration: bookingRegistrationId(n), Seat: seatOf(n), IdentityChecks: ['photo', 'signature'] }
    const begin = performance.now()
    const outcome = await apply(env, { command: checkInCommand as Command<CheckInInput>, input, tenant: TENANT, actor: clerk })
    const ms = performance.now() - begin
    if (!isRefusal(outcome)) took.push(ms)
    // Someone who is in already is no check-in.
    else if (outcome.refused !== 'conflict') throw new Error(`A check-in was refused: ${outcome.detail}`)
  }
  return took
}
