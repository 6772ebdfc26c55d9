/** A new station takes over its site, beside a raw stream and bulk insert of the same documents. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '../child.ts'
import { alternate, compared, timed, type BenchContext, type Part } from '../figures.ts'
import { bookingRegistrations } from '../fixtures.ts'
import type { ImportLine } from '../../../src-main/station/store/store.ts'
import { folder } from '../stores.ts'
import { startHq, startStation, syncStatus, until } from '../sync-pair.ts'

export const firstSync: Part = {
  name: 'first-sync',
  summary: '20,000 records from headquarters to a new station, against a raw stream and bulk insert',
  async run(context) {
    const records = context.quick ? 4_000 : 20_000
    const pairs = context.quick ? 2 : 3
    const lines = [...bookingRegistrations(records)]
    const hq = await startHq(context, lines)
    const stream = await streamOf(context, uniqueById(lines))
    const synced = async () => {
      let ready = 0
      const begin = performance.now()
      const station = await startStation(context, hq)
      ready = performance.now() - begin
      await until(station, ({ lastPulledSeq, pending }) => lastPulledSeq >= lines.length && pending === 0)
      const took = performance.now() - begin
      context.say(`ready after ${Math.round(ready)} ms, everything there after ${Math.round(took)} ms (${JSON.stringify(await syncStatus(station))})`)
      await station.stop()
      return took / 1_000
    }
    const raw = (...search: string[]) => async () =>
      (await timed(async () => (await serve(context, 'test/bench/raw-sync.ts', [stream, join(folder(context), 'raw.db'), ...search])).stop())) / 1_000
    const bare = await alternate(pairs, synced, raw())
    const searchable = await alternate(pairs, synced, raw('search'))
    const name = `first sync of ${records.toLocaleString('en')} records, from start to the last`
    return [
      compared(name, 's', 'raw stream, bulk insert', bare, 'ratio <= 1.5'),
      compared(`${name} (again)`, 's', 'the same with full-text search', searchable),
    ]
  },
}

/** The venue is a testing facility too, of the same id; the raw file keeps one of them. */
function uniqueById(lines: readonly ImportLine[]): string[] {
  const seen = new Map(lines.map(({ doc }) => [doc.id, doc]))
  return [...seen.values()].map((doc) => `${JSON.stringify(doc)}\n`)
}

/** Serves the lines as one stream. */
async function streamOf({ onEnd }: BenchContext, lines: readonly string[]): Promise<string> {
  const body = Buffer.from(lines.join(''))
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/x-ndjson').end(body))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onEnd(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
