/**
 * Random schedules over headquarters, two hubs and three stations: lines cut and mended, messages lost and repeated, crashes,
 * hubs lost or set back to an earlier copy, stations that change their upstream, headquarters restored.
 * HALLPASS_SYNC_SCHEDULES sets how many run, HALLPASS_SYNC_SEED plays a seed again.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkHubPromises } from './hub-promises.ts'
import { makeHubWorld, type HubWorld } from './hub-world.ts'
import { DOCUMENTS } from './schedule.ts'

const schedules = Number(process.env.HALLPASS_SYNC_SCHEDULES ?? 6)
const seconds_max = Number(process.env.HALLPASS_SYNC_SECONDS ?? 2)
const seed = process.env.HALLPASS_SYNC_SEED === undefined ? undefined : Number(process.env.HALLPASS_SYNC_SEED)

const NAMES = ['hq', 'hub', 'hub2', 'a', 'b', 'c'] as const
type Name = (typeof NAMES)[number]

type Step =
  | { do: 'set'; who: Name; which: number; field: 'notes' | 'first_name' | 'last_name' }
  | { do: 'create' | 'delete'; who: Name; which: number }
  | { do: 'wait'; ms: number }
  | { do: 'cut'; one: Name; other: Name; is: boolean }
  | { do: 'offline' | 'mend' }
  | { do: 'weather'; drop: number; repeat: number }
  | { do: 'crash'; who: Name; in: number; when: 'before' | 'after' }
  | { do: 'restart'; who: Name }
  | { do: 'follow'; who: 'a' | 'b' | 'c'; to: number }
  | { do: 'lose' | 'copy' | 'set-back'; who: 'hub' | 'hub2' }
  | { do: 'copy-hq' | 'restore-hq' | 'twin' }

const UPSTREAMS = [['hub', 'hq'], ['hub2', 'hq'], ['hub'], ['hub2'], ['hq'], ['hub2', 'hub', 'hq']]

const who = fc.constantFrom(...NAMES)
const small = fc.integer({ min: 0, max: 5 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ do: fc.constant('set' as const), who, which: small, field: fc.constantFrom('notes' as const, 'first_name' as const, 'last_name' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('create' as const, 'create' as const, 'delete' as const), who, which: small }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(10, 80, 300, 1_000, 5_000, 30_000) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cut' as const), one: who, other: who, is: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('offline' as const, 'offline' as const, 'mend' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('weather' as const), drop: fc.constantFrom(0, 0.1, 0.3), repeat: fc.constantFrom(0, 0.2) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('crash' as const), who, in: fc.integer({ min: 0, max: 6 }), when: fc.constantFrom('before' as const, 'after' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('restart' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('follow' as const), who: fc.constantFrom('a' as const, 'b' as const, 'c' as const), to: fc.integer({ min: 0, max: UPSTREAMS.length - 1 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('lose' as const, 'copy' as const, 'set-back' as const), who: fc.constantFrom('hub' as const, 'hub2' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('copy-hq' as const, 'restore-hq' as const, 'twin' as const) }) },
)
const schedule = fc.array(step, { minLength: 5, maxLength: 50, size: 'max' })

interface Play {
  world: HubWorld
  copies: Map<string, string>
  written: number
  /** A hub that may be lost or set back writes nothing of its own: that would be gone with it. */
  hubsWrite: boolean
  restored: boolean
}

async function perform(play: Play, it: Step): Promise<void> {
  const { world, copies } = play
  switch (it.do) {
    case 'wait': return world.time.advance(it.ms)
    case 'cut': return it.one === it.other ? undefined : world.cut(it.one, it.other, it.is)
    case 'offline': return NAMES.forEach((name) => name !== 'hq' && world.cut('hq', name))
    case 'mend': return world.mendAll()
    case 'weather': return void (world.weather = it)
    case 'crash': return it.in === 0 ? world.node(it.who).machine.crashNow() : world.node(it.who).machine.armCrash(it.in, it.when)
    case 'restart': return world.restart(it.who)
    case 'follow': return world.follow(it.who, UPSTREAMS[it.to]!)
    case 'lose': return world.renew(it.who)
    case 'copy': return void copies.set(it.who, world.node(it.who).machine.snapshot())
    case 'copy-hq': return void copies.set('hq', world.node('hq').machine.snapshot())
    case 'set-back': return copies.has(it.who) ? world.restore(it.who, copies.get(it.who)!, false) : undefined
    case 'restore-hq':
      if (!copies.has('hq')) return
      play.restored = true
      return world.restore('hq', copies.get('hq')!, true)
    case 'twin': return world.nodes.has('twin') ? undefined : world.clone('a', 'twin', UPSTREAMS[0]!)
    default: return write(play, it)
  }
}

async function write(play: Play, it: Extract<Step, { which: number }>): Promise<void> {
  const { world } = play
  // The other laptop with the same folder writes, too.
  const at = it.who === 'c' && world.nodes.has('twin') ? 'twin' : it.who
  const { machine, isHub } = world.node(at)
  if (!machine.up || (isHub && !play.hubsWrite)) return
  const word = `w${++play.written}`
  const collection = 'examRegistrations'
  if (it.do === 'create') return void (await world.write(at, 'create-record', { collection, doc: { exam_id: 'e', exam_offering_id: 'o', student_id: 'c', date: '2026-11-22', testing_facility_id: 'N', notes: word } }, word))
  const records = await machine.peek.query({ tenant: 'bc', collection, where: [], limit: 50 })
  const id = records[it.which % Math.max(1, records.length)]?.id
  if (id === undefined) return
  if (it.do === 'set') await world.set(at, id, it.field, word)
  else await world.write(at, 'delete-record', { collection, id }, word)
}

/** What a station no longer counts as waiting, headquarters has: nothing that only a hub has is shown as final. */
async function relayedIsNotFinal({ world, restored }: Play): Promise<void> {
  if (restored || world.nodes.has('twin')) return
  const hq = world.node('hq').machine.peek
  for (const { name, machine, acknowledged } of world.nodes.values()) {
    if (name === 'hq' || !machine.up) continue
    const { node } = machine.peek.outbox.state()
    const waiting = machine.peek.outbox.waiting(1_000).filter((operation) => operation.node === node).length
    const applied = Object.values(await hq.appliedOf(node)).reduce((sum, n) => sum + n, 0)
    expect(applied, `writes of ${name} at headquarters, of ${acknowledged.length} of which ${waiting} wait`).toBeGreaterThanOrEqual(acknowledged.length - waiting)
  }
}

async function run(steps: readonly Step[], chance: number): Promise<void> {
  const world = await makeHubWorld({ seed: chance, documents: DOCUMENTS, stations: { hub: ['hq'], hub2: chance % 2 === 0 ? ['hub', 'hq'] : ['hq'], a: ['hub', 'hq'], b: ['hub', 'hq'], c: ['hub2', 'hq'] } })
  const play: Play = { world, copies: new Map(), written: 0, hubsWrite: !steps.some((it) => it.do === 'lose' || it.do === 'set-back'), restored: false }
  try {
    await world.time.advance(20_000)
    for (const it of steps) {
      await perform(play, it)
      await relayedIsNotFinal(play)
    }
    await world.quiesce()
    await checkHubPromises(world)
  } catch (error) {
    ;(error as Error).message += `\n${world.trace.slice(-60).join('\n')}`
    throw error
  } finally {
    await world.close()
  }
}

it('no write is lost, doubled or out of order, and every desk shows the same as headquarters, under any schedule', async () => {
  await fc.assert(fc.asyncProperty(schedule, fc.nat(), run), {
    numRuns: schedules, interruptAfterTimeLimit: seconds_max * 1_000, markInterruptAsFailure: false, endOnFailure: process.env.HALLPASS_SYNC_SHRINK === undefined, verbose: 1,
    ...(seed === undefined ? {} : { seed }),
  })
}, (seconds_max + 120) * 1_000)
