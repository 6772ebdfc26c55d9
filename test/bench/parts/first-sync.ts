/** A new station takes over its site, beside a raw stream and bulk insert of the same documents. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '../child.ts'
import { countingProxy } from '../counting-proxy.ts'
import { alternate, compared, timed, type BenchContext, type Figure, type Part } from '../figures.ts'
import { bookingRegistrations } from '../fixtures.ts'
import type { ImportLine } from '../../../src-main/station/store/store.ts'
import { folder } from '../stores.ts'
import { startHq, startStation, syncStatus, until, type Program } from '../sync-pair.ts'

const cuts = 10

export const firstSync: Part = {
  name: 'first-sync',
  summary: '100,000 records from headquarters to a new station, against a raw stream and bulk insert; the bytes where the line is cut 10 times',
  async run(context) {
    const records = context.quick ? 4_000 : 100_000
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
    const raw = async () => (await timed(async () => (await serve(context, 'test/bench/raw-sync.ts', [stream, join(folder(context), 'raw.db')])).stop())) / 1_000
    return [
      compared(`first sync of ${records.toLocaleString('en')} records, from start to the last`, 's', 'raw stream, bulk insert', await alternate(pairs, synced, raw), 'ratio <= 1.5'),
      await interrupted(context, hq, records, lines.length),
    ]
  },
}

/** What passes the line while it is cut again and again, against what passes when it holds. */
async function interrupted(context: BenchContext, hq: Program, records: number, last: number): Promise<Figure> {
  const bytesWith = async (times: number): Promise<number> => {
    const proxy = await countingProxy(context, hq.url)
    const station = await startStation(context, hq, proxy.url)
    for (let cut = 1; cut <= times; cut++) {
      await until(station, ({ lastPulledSeq }) => lastPulledSeq >= (last * cut) / (times + 2))
      proxy.cut()
    }
    await until(station, ({ lastPulledSeq }) => lastPulledSeq >= last)
    await station.stop()
    return proxy.bytes() / 1_048_576
  }
  const pairs = [[await bytesWith(cuts), await bytesWith(0)]] as const
  return compared(`bytes of a first sync of ${records.toLocaleString('en')} records, cut ${cuts} times`, 'MiB', 'never cut', pairs)
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
