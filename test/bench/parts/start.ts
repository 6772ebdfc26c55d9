/** How long a station takes to its ready line, empty and full, and how quickly it describes itself. */
import { alternate, compared, percentile, timed, type BenchContext, type Figure, type Part } from '../figures.ts'
import { bookingRegistrations } from '../fixtures.ts'
import { serve } from '../child.ts'
import { fill, folder } from '../stores.ts'

const description_reads = 50

export const start: Part = {
  name: 'start',
  summary: 'start of a station with 100,000 records to its ready line against an empty one; GET /openapi.json',
  async run(context) {
    const [full, empty] = [folder(context), folder(context)]
    await fill(full, bookingRegistrations(context.quick ? 10_000 : 100_000))
    await fill(empty, [])
    const pairs = await alternate(context.quick ? 3 : 7, () => startOnce(context, full), () => startOnce(context, empty))
    return [compared('start to ready line', 'ms', 'empty', pairs), await description(context, empty)]
  },
}

async function startOnce(context: BenchContext, data: string): Promise<number> {
  let stop: () => Promise<void> = async () => undefined
  const took = await timed(async () => {
    stop = (await serve(context, 'src-main/cli.ts', ['station', '--data', data, '--port', '0'])).stop
  })
  await stop()
  return took
}

async function description(context: BenchContext, data: string): Promise<Figure> {
  const { url } = await serve(context, 'src-main/cli.ts', ['station', '--data', data, '--port', '0'])
  const took: number[] = []
  for (let read = 0; read < description_reads; read++) took.push(await timed(async () => (await fetch(`${url}/openapi.json`)).text()))
  return { name: 'GET /openapi.json, p99 of 50', value: percentile(took, 0.99), unit: 'ms', budget: '< 50 ms' }
}
