/** From a write at headquarters to the live event that repaints a window at the station. */
import { percentile, type Part } from '../figures.ts'
import { examRegistrationId, examRegistrations, TENANT } from '../fixtures.ts'
import { call, startHq, startStation, until, type Program } from '../sync-pair.ts'

const live_wait_ms = 10_000

export const poke: Part = {
  name: 'poke',
  summary: "a write at headquarters until the station's live event",
  async run(context) {
    const writes = context.quick ? 100 : 400
    const hq = await startHq(context, examRegistrations(writes))
    const station = await startStation(context, hq)
    await until(station, ({ lastSyncAt, online }) => online && lastSyncAt !== null)
    const live = await liveEvents(station)
    context.onEnd(live.close)
    const took: number[] = []
    for (let n = 0; n < writes; n++) {
      const id = examRegistrationId(n)
      const seen = live.sees(id)
      const begin = performance.now()
      await call(hq, 'PATCH', `/examRegistrations/${TENANT}/${id}`, [{ op: 'replace', path: '/notes', value: `From headquarters, ${n}.` }])
      took.push((await seen) - begin)
    }
    return [
      { name: 'poke to live event, p50', value: percentile(took, 0.5), unit: 'ms' },
      { name: 'poke to live event, p99', value: percentile(took, 0.99), unit: 'ms', budget: 'p99 <= 150 ms to screen' },
    ]
  },
}

interface Live {
  /** When an event names the record. */
  sees: (id: string) => Promise<number>
  close: () => void
}

async function liveEvents(station: Program): Promise<Live> {
  const abort = new AbortController()
  const waiting = new Map<string, (at: number) => void>()
  const { body } = await fetch(`${station.url}/desk/live`, { headers: { authorization: `Bearer ${station.apiKey}` }, signal: abort.signal })
  if (!body) throw new Error('The station sends no live events.')
  const read = async () => {
    let text = ''
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      for (const [id, resolve] of waiting) {
        if (!text.includes(id)) continue
        waiting.delete(id)
        resolve(performance.now())
      }
      text = text.slice(text.lastIndexOf('\n\n') + 2)
    }
  }
  read().catch(() => undefined)
  return {
    sees: (id) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`No live event named ${id} within ${live_wait_ms} ms.`)), live_wait_ms)
        waiting.set(id, (at) => {
          clearTimeout(late)
          resolve(at)
        })
      }),
    close: () => abort.abort(),
  }
}
