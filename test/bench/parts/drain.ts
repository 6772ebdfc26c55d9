/** An outage ends: how long the queue takes to reach headquarters, and in how many requests. */
import { countingProxy } from '../counting-proxy.ts'
import type { Part } from '../figures.ts'
import { examRegistrationId, examRegistrations } from '../fixtures.ts'
import { call, startHq, startStation, syncStatus, until, type Program } from '../sync-pair.ts'
import { TENANT } from '../fixtures.ts'

const writers = 20

export const drain: Part = {
  name: 'drain',
  summary: '5,000 queued writes until nothing waits',
  async run(context) {
    const writes = context.quick ? 1_000 : 5_000
    const hq = await startHq(context, examRegistrations(writes))
    const proxy = await countingProxy(context, hq.url)
    const station = await startStation(context, hq, proxy.url)
    const records = (await syncedRecords(station)) // headquarters' last number
    await call(station, 'POST', '/sync/pause')
    await queue(station, writes)
    context.say(`${(await syncStatus(station)).pending} writes wait, ${records} changes were pulled`)
    const before = new Map(proxy.requests)
    const begin = performance.now()
    await call(station, 'POST', '/sync/resume')
    await until(station, ({ pending }) => pending === 0)
    const seconds = (performance.now() - begin) / 1_000
    const used = [...proxy.requests].map(([what, n]) => [what, n - (before.get(what) ?? 0)] as const).filter(([, n]) => n > 0)
    context.say(used.map(([what, n]) => `${n} ${what}`).join(', '))
    const { conflicts } = await syncStatus(station)
    if (conflicts > 0) throw new Error(`${conflicts} writes ended as conflicts.`)
    return [
      { name: `${writes.toLocaleString('en')} queued writes drained`, value: seconds, unit: 's', budget: '< 5 s' },
      { name: 'requests used', value: used.reduce((sum, [, n]) => sum + n, 0), unit: 'requests' },
    ]
  },
}

/** Waits until the station has everything. @returns how far it has read */
async function syncedRecords(station: Program): Promise<number> {
  let before = -1
  await until(station, ({ lastPulledSeq, lastSyncAt }) => {
    const settled = lastSyncAt !== null && lastPulledSeq === before
    before = lastPulledSeq
    return settled
  })
  return before
}

async function queue(station: Program, writes: number): Promise<void> {
  let n = 0
  const writer = async () => {
    while (n < writes) {
      const mine = n++
      await call(station, 'PATCH', `/examRegistrations/${TENANT}/${examRegistrationId(mine)}`, [{ op: 'replace', path: '/notes', value: `Written offline, ${mine}.` }])
    }
  }
  await Promise.all(Array.from({ length: writers }, writer))
}
