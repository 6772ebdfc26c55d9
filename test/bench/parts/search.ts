/** From a keystroke to rows. */
import { percentile, type BenchContext, type Figure, type Part } from '../figures.ts'
import { AT, bookingRegistrations, numbers, person, TENANT } from '../fixtures.ts'
import { folder, storeIn } from '../stores.ts'

const keystrokes = 300
const rows = 50

/** What has been typed so far: from one letter to two words. */
const TYPED: readonly { name: string; of: (n: number) => string }[] = [
  { name: 'one letter', of: (n) => person(n).last_name.slice(0, 1) },
  { name: 'two letters', of: (n) => person(n).last_name.slice(0, 2) },
  { name: 'three letters', of: (n) => person(n).last_name.slice(0, 3) },
  { name: 'five letters', of: (n) => person(n).last_name.slice(0, 5) },
  { name: 'two words', of: (n) => `${person(n).first_name.slice(0, 2)} ${person(n).last_name.slice(0, 3)}` },
  { name: 'a code', of: (n) => person(n).code },
]

export const search: Part = {
  name: 'search',
  summary: 'keystroke to rows at 10,000 and 100,000 candidates',
  async run(context) {
    const figures: Figure[] = []
    for (const records of context.quick ? [10_000] : [10_000, 100_000]) figures.push(...(await searched(context, records)))
    return figures
  },
}

async function searched(context: BenchContext, records: number): Promise<Figure[]> {
  const data = folder(context)
  const filling = storeIn(data)
  await filling.importLines(bookingRegistrations(records), AT)
  await filling.close()
  const store = storeIn(data)
  context.onEnd(() => store.close())
  const random = numbers(records)
  const figures: Figure[] = []
  const all: number[] = []
  for (const { name, of } of TYPED) {
    const took: number[] = []
    for (let i = 0; i < keystrokes; i++) {
      const text = of(random(records))
      const begin = performance.now()
      const found = await store.search({ tenant: TENANT, collection: 'bookingRegistrations', where: [], limit: rows }, text)
      took.push(performance.now() - begin)
      if (found.length === 0) throw new Error(`"${text}" found nobody.`)
    }
    all.push(...took)
    figures.push({ name: `${name}, ${records.toLocaleString('en')} candidates, p99`, value: percentile(took, 0.99), unit: 'ms' })
  }
  figures.push(
    { name: `every keystroke, ${records.toLocaleString('en')} candidates, p50`, value: percentile(all, 0.5), unit: 'ms' },
    { name: `every keystroke, ${records.toLocaleString('en')} candidates, p99`, value: percentile(all, 0.99), unit: 'ms', budget: 'p99 <= 15 ms at 100,000' },
  )
  return figures
}
