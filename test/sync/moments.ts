/** What must hold at every moment, also in the middle of an outage. */
import { isDeepStrictEqual } from 'node:util'
import { mergeRuleOf } from '../../src-main/station/commands/field-diff.ts'
import { isServerStamp } from '../../src-main/station/commands/to-outbox.ts'
import { operationHash } from '../../src-main/station/commands/operation-hash.ts'
import type { Doc, Operation } from '../../src-main/station/store/store.ts'
import { TENANT } from './ground.ts'
import { equal, hold } from './invariant.ts'
import { operationName, type Queued, type Version } from './ledger.ts'
import type { SimStation } from './sim-station.ts'
import type { World } from './world.ts'

/** A station whose line is open tries again within this, whatever happened. */
const attempt_every_ms_max = 60_000
const waiting_max = 1_000

export async function checkMoment(world: World): Promise<void> {
  if (world.broken) throw world.broken
  for (const station of world.stations) {
    if (!station.machine.up) continue
    attempts(world, station)
    const waiting = station.machine.peek.outbox.waiting(waiting_max)
    await everyWordSomewhere(world, station, waiting)
    // Until the next meeting it cannot know that headquarters was restored.
    if (!knowsHq(world, station)) continue
    neverReadsBack(station)
    await viewIsBaseAndOwn(world, station, waiting)
    await confirmedWhenPulled(world, station, waiting)
  }
}

/** In this life of headquarters, and for the site that it has now. */
function knowsHq({ hq }: World, { machine, site }: SimStation): boolean {
  const { meta, outbox } = machine.peek
  return outbox.state().serverEpoch === hq.machine.peek.meta.get('server_epoch_own') && meta.get('sync_site') === (site ?? '')
}

/** I15: level-triggered, never waiting for a next write. */
function attempts({ time }: World, station: SimStation): void {
  const status = station.engine.status()
  if (status.paused) station.attemptedAt = time.now()
  const ms = time.now() - station.attemptedAt
  hold('I15 live', ms <= attempt_every_ms_max, () => `${station.name} has not tried for ${ms} ms: ${JSON.stringify(status)}`)
}

/** I5: what has been read stays read. */
function neverReadsBack(station: SimStation): void {
  const { outbox, meta } = station.machine.peek
  const { cursor, serverEpoch } = outbox.state()
  // A hub that has read everything anew is read anew.
  const of = `${serverEpoch} ${station.site} ${meta.get('hub_bases')}`
  hold('I5 honest cursor', station.read.of !== of || cursor >= station.read.cursor, () => `${station.name} had read up to ${station.read.cursor} and goes back to ${cursor}`)
  station.read = { cursor, of }
}

/** I1: what was answered waits here, or headquarters has it. */
async function everyWordSomewhere(world: World, station: SimStation, waiting: readonly Operation[]): Promise<void> {
  if (world.hq.restores > 0 && !knowsHq(world, station)) return
  const texts = [...waiting, ...world.ledger.past.applied.map(({ operation }) => operation)].map(textOf)
  for (const word of station.acknowledged) {
    hold('I1 no loss', station.perhaps.has(word) || texts.some((text) => text.includes(`"${word}"`)), () => `${word}, which ${station.name} acknowledged, neither waits there nor is at headquarters`)
  }
}

const texts = new WeakMap<Operation, string>()

/** What a write says, as text; but for the name, which a later write makes of what others wrote. */
export function textOf(operation: Operation): string {
  const known = texts.get(operation)
  if (known !== undefined) return known
  const text = JSON.stringify([operation.input, operation.wrote], (field, value: unknown) => (field === 'name' ? undefined : value))
  texts.set(operation, text)
  return text
}

/** I5 and I6: the view is headquarters' documents as far as this station has read, with its own waiting writes laid over. */
async function viewIsBaseAndOwn({ ledger }: World, station: SimStation, waiting: readonly Operation[]): Promise<void> {
  const { cursor, resyncing } = station.machine.peek.outbox.state()
  if (resyncing || cursor === 0) return
  const shown = await station.machine.peek.query({ tenant: TENANT, collection: 'examRegistrations', where: [], limit: 1_000 })
  // What a hub shows of others lies over it, too, in the hub's order, also what headquarters has answered behind the hub's back.
  const relayed = station.machine.peek.outbox.provisionalCursor() ? [...ledger.made()] : []
  const views = new Map(shown.map(({ id, text }) => [`examRegistrations/${id}`, JSON.parse(text) as Doc]))
  for (const [name, versions] of ledger.past.history) {
    const last = versions.at(-1)
    // The feed has a record at its last change only: one that has changed since then comes later.
    if (!name.startsWith('examRegistrations/') || !last || last.seq > cursor) continue
    const own = waiting.filter(({ wrote }) => wrote[name])
    const others = relayed.filter(({ wrote }) => wrote[name])
    if ([...own, ...others].some(({ saw }) => !saw[name] || saw[name]['*'] !== undefined)) continue
    checkView(station, { name, last, cursor, view: views.get(name), own, others })
  }
}

function checkView(station: SimStation, { name, last, cursor, view, own, others }: { name: string; last: Version; cursor: number; view: Doc | undefined; own: readonly Operation[]; others: readonly Queued[] }): void {
  const inScope = last.doc !== null && (station.site === null || last.site === null || last.site === station.site)
  const what = () => `${name} at ${station.name}, read up to ${cursor}`
  if (!inScope) return hold('I10 deleted, I11 left the site', own.length > 0 || others.length > 0 || view === undefined, what)
  hold('I5 honest cursor', view !== undefined, what)
  for (const field of new Set([...Object.keys(view ?? {}), ...Object.keys(last.doc ?? {})])) {
    if (isServerStamp(field) || mergeRuleOf('examRegistrations', field).kind !== 'single') continue
    const wrote = own.findLast((operation) => field in (operation.wrote[name] ?? {}))?.wrote[name]
    const expected = wrote ? wrote[field] : last.doc?.[field]
    keepsOwnOrder(station, field, view?.[field], { own: own.map(({ wrote }) => wrote[name] ?? {}), others: others.filter(({ actor }) => actor.id !== `u-${station.name}`).map(({ wrote }) => wrote[name] ?? {}) })
    if (others.some(({ wrote }) => isDeepStrictEqual(wrote[name]?.[field] ?? null, view?.[field] ?? null))) continue
    equal('I6 view is base and own', view?.[field] ?? null, expected ?? null, () => `${field} of ${what()}`)
  }
}

/** I6: of two own writes that wait the later one lies over the earlier one, in whatever order a hub lists them. */
function keepsOwnOrder({ name, mixed }: SimStation, field: string, shown: unknown, { own, others }: Record<'own' | 'others', Record<string, unknown>[]>): void {
  const values = own.filter((wrote) => field in wrote).map((wrote) => wrote[field])
  const isEarlier = typeof shown === 'string' && values.includes(shown) && values.at(-1) !== shown
  hold('I6 view is base and own', mixed || !isEarlier || others.some((wrote) => wrote[field] === shown), () => `${field} at ${name} shows ${String(shown)}, and ${String(values.at(-1))} was written there after it`)
}

/** I1: a write stays in the queue until the station has read as far as its answer. */
async function confirmedWhenPulled({ ledger, hq }: World, station: SimStation, waiting: readonly Operation[]): Promise<void> {
  if (station.mixed || !hq.machine.up) return
  const { node, cursor, resyncing } = station.machine.peek.outbox.state()
  if (resyncing) return
  const queued = new Set(waiting.map(operationName))
  for (const { operation, result } of ledger.past.applied) {
    if (operation.node !== node || queued.has(operationName(operation))) continue
    hold('I1 no loss', cursor >= result.seq, () => `${station.name} counts ${operationName(operation)} as done and has read up to ${cursor} of ${result.seq}`)
    const stored = await hq.machine.peek.resultOf(operation)
    hold('I2 exactly once', stored?.hash === operationHash(operation), () => `the answer to ${operationName(operation)} is kept`)
  }
}
