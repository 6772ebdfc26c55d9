/** How the four things that are done all day grow with the number of records. */
import { alternate, compared, percentile, timed, type BenchContext, type Figure, type Part } from '../figures.ts'
import { AT, bookingRegistrationId, bookingRegistrations, numbers, person, TENANT } from '../fixtures.ts'
import type { Store } from '../../../src-main/station/store/store.ts'
import { folder, storeIn } from '../stores.ts'
import { checkIns } from './check-in.ts'

const few = 1_000
const rounds = 4
const times = 100
const feed_rows = 500
const search_rows = 50
const collection = 'bookingRegistrations' as const

interface Filled {
  store: Store
  records: number
}

/** What is done, and how often in a round; milliseconds of each. */
const DONE: readonly { name: string; round: (filled: Filled, random: (below: number) => number) => Promise<number[]> }[] = [
  { name: 'durable check-in', round: ({ store, records }, random) => checkIns(store, () => random(records), times) },
  { name: `search by a family name (${search_rows} rows)`, round: ({ store, records }, random) => repeated(() => store.search({ tenant: TENANT, collection, where: [], limit: search_rows }, person(random(records)).last_name)) },
  { name: `page of the feed (${feed_rows})`, round: ({ store, records }, random) => repeated(() => store.changes(TENANT, null, random(records - feed_rows), feed_rows)) },
  { name: 'GET by id', round: ({ store, records }, random) => repeated(() => store.get({ tenant: TENANT, collection, id: bookingRegistrationId(random(records)) })) },
]

export const growth: Part = {
  name: 'growth',
  summary: 'check-in, search, feed and GET with 1,000 and with 1,000,000 records',
  async run(context) {
    const many = context.quick ? 100_000 : 1_000_000
    const [small, large] = [await filled(context, few), await filled(context, many)]
    const random = numbers(many)
    const figures: Figure[] = []
    for (const { name, round } of DONE) {
      // Rounds are few: who is in already is passed over, and the small site has no more than its 1,000 candidates.
      const pairs = await alternate(rounds, () => round(large, random), () => round(small, random))
      for (const share of [0.5, 0.99]) {
        figures.push(compared(`${name}, p${share * 100}, ${many.toLocaleString('en')} records`, 'ms', few.toLocaleString('en'), pairs.map(([a, b]) => [percentile(a, share), percentile(b, share)] as const)))
      }
    }
    return figures
  },
}

async function repeated(work: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  while (took.length < times) took.push(await timed(work))
  return took
}

async function filled(context: BenchContext, records: number): Promise<Filled> {
  const data = folder(context)
  const filling = storeIn(data)
  const took = await timed(() => filling.importLines(bookingRegistrations(records), AT))
  await filling.close()
  context.say(`${records.toLocaleString('en')} records stored in ${(took / 1_000).toFixed(1)} s`)
  const store = storeIn(data)
  context.onEnd(() => store.close())
  return { store, records }
}
