/** A day without a line at a whole site, and everything that happened elsewhere meanwhile. */
import { countingProxy } from '../counting-proxy.ts'
import type { BenchContext, Part } from '../figures.ts'
import { examRegistrationId, examRegistrations, TENANT } from '../fixtures.ts'
import { call, startHq, startStation, syncStatus, until, type Program } from '../sync-pair.ts'

const stations = 6
const writers = 10
const batch = 100

export const outage: Part = {
  name: 'outage',
  summary: `${stations} stations of 5,000 queued writes each and 20,000 changes elsewhere, until nothing waits and all have everything`,
  async run(context) {
    const writes = context.quick ? 300 : 5_000
    const elsewhere = context.quick ? 1_200 : 20_000
    const hq = await startHq(context, examRegistrations(stations * writes + elsewhere))
    const proxy = await countingProxy(context, hq.url)
    const site = await startAll(context, hq, proxy.url)
    await Promise.all(site.map((station) => until(station, ({ lastSyncAt }) => lastSyncAt !== null)))
    for (const station of site) await call(station, 'POST', '/sync/pause')
    for (const [i, station] of site.entries()) await patchAll(station, i * writes, writes, `Written offline at desk ${i}.`)
    await patchAll(hq, stations * writes, elsewhere, 'Written elsewhere.')
    context.say('the line comes back')
    const before = total(proxy.requests)
    const begin = performance.now()
    await Promise.all(site.map((station) => call(station, 'POST', '/sync/resume')))
    await Promise.all(site.map((station) => until(station, ({ pending }) => pending === 0)))
    const drained = (performance.now() - begin) / 1_000
    const last = Math.max(...(await Promise.all(site.map(syncStatus))).map(({ lastPulledSeq }) => lastPulledSeq))
    await Promise.all(site.map((station) => until(station, ({ lastPulledSeq }) => lastPulledSeq >= last)))
    const conflicts = (await Promise.all(site.map(syncStatus))).reduce((sum, status) => sum + status.conflicts, 0)
    if (conflicts > 0) throw new Error(`${conflicts} writes ended as conflicts.`)
    return [
      { name: `${stations} stations of ${writes.toLocaleString('en')} writes, ${elsewhere.toLocaleString('en')} changes elsewhere: drained`, value: drained, unit: 's' },
      { name: 'until all have everything', value: (performance.now() - begin) / 1_000, unit: 's' },
      { name: 'requests used', value: total(proxy.requests) - before, unit: 'requests' },
    ]
  },
}

async function startAll(context: BenchContext, hq: Program, upstream: string): Promise<Program[]> {
  const site: Program[] = []
  while (site.length < stations) site.push(await startStation(context, hq, upstream))
  return site
}

function total(requests: ReadonlyMap<string, number>): number {
  return [...requests.values()].reduce((sum, n) => sum + n, 0)
}

/** Writes into that many records, each a write of its own. */
async function patchAll(at: Program, from: number, count: number, notes: string): Promise<void> {
  let next = from
  const writer = async () => {
    while (next < from + count) {
      const ids = Array.from({ length: Math.min(batch, from + count - next) }, (_, i) => examRegistrationId(next + i))
      next += ids.length
      const operations = ids.map((id) => ({ operation: 'patch', id, patch_directives: [{ op: 'replace', path: '/notes', value: notes }] }))
      const answer = (await (await call(at, 'POST', `/examRegistrations/${TENANT}/batch`, { operations })).json()) as { error_count: number; results: unknown[] }
      if (answer.error_count > 0) throw new Error(`A batch was not taken: ${JSON.stringify(answer.results[0])}`)
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
}
