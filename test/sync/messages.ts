/** What must hold for every message, at the moment at which headquarters reads or writes it. */
import type { FeedPage, PushRequest, PushResponse, RelayPage } from '../../src-shared/protocol.ts'
import type { Doc, Operation, OperationId, OperationResult } from '../../src-main/station/store/store.ts'
import { TENANT } from './ground.ts'
import { equal, hold } from './invariant.ts'
import { operationName } from './ledger.ts'
import { where } from './virtual-network.ts'
import type { SimStation } from './sim-station.ts'
import type { World } from './world.ts'

const waiting_max = 1_000

/** I7: nothing leaves before what was written before it has an answer. */
export function checkRequest({ ledger, hq }: World, { node, operations, server_epoch }: PushRequest): void {
  // From another life of headquarters: it will not read them.
  if (server_epoch !== hq.machine.peek.meta.get('server_epoch_own')) return
  const reached = new Map<string, number>()
  for (const operation of operations as Operation[]) {
    // What a restore of headquarters took is no longer at a hub, perhaps: only its writer brings it.
    if (operation.node !== node && hq.restores > 0) continue
    const line = `${operation.node}/${operation.epoch}`
    const before = reached.get(line) ?? ledger.past.last.get(line) ?? 0
    // More than one late message may bring the same one again.
    hold('I7 prefix fence', operation.n <= before + 1, () => `${operationName(operation)} was sent, and headquarters has ${before}`)
    reached.set(line, Math.max(before, operation.n))
  }
}

/** I4, I5 and I11: a page has everything that happened up to where it says, in order, and nothing of another site. */
export function checkAnswer(world: World, station: SimStation, asked: { path: string }, answer: unknown): void {
  const path = where(asked)
  if (path !== '/sync/changes' && path !== '/sync/first') return
  const { searchParams } = new URL(asked.path, 'http://hq')
  const site = station.identity.site ?? searchParams.get('site')
  checkScope(station, site, answer as FeedPage)
  if (path === '/sync/changes') checkPage(world, site, Number(searchParams.get('since')), answer as FeedPage)
}

function checkScope(station: SimStation, site: string | null, { changes }: Pick<FeedPage, 'changes'>): void {
  for (const { id, doc, site: of } of changes) {
    hold('I11 scope', doc === null || site === null || of === null || of === site, () => `${id} of site ${of} was sent to ${station.name} of ${site}`)
    const named = doc === null ? undefined : (JSON.parse(doc) as Doc).testing_facility_id
    hold('I11 scope', typeof named !== 'string' || site === null || named === site, () => `${id}, which names ${String(named)}, was sent to ${station.name} of ${site}`)
  }
}

/** I4, I5, I11 and I18: a hub says no more than headquarters has said, and takes what it says it took. */
export function checkRelayed(world: World, { station, hub }: { station: SimStation; hub: SimStation }, asked: { path: string; body?: string }, answer: unknown): void {
  const isNow = hub.machine.peek.outbox.state().serverEpoch === world.hq.machine.peek.meta.get('server_epoch_own')
  const { searchParams } = new URL(asked.path, 'http://hub')
  const site = station.identity.site ?? searchParams.get('site')
  switch (where(asked)) {
    case '/sync/changes':
      checkScope(station, site, answer as FeedPage)
      if (isNow) checkPage(world, site, Number(searchParams.get('since')), answer as FeedPage)
      return
    case '/sync/first': return checkScope(station, site, answer as FeedPage)
    case '/sync/relay': return (answer as RelayPage).entries.forEach((entry) => checkEntry(world, isNow, entry))
    case '/sync/push': return checkTaken(world, { hub, isNow }, JSON.parse(asked.body ?? '') as PushRequest, answer as PushResponse)
    default: return
  }
}

function checkEntry(world: World, isNow: boolean, { effects, result, ...id }: RelayPage['entries'][number]): void {
  if (result && isNow) sameAnswer(world, id, result as OperationResult)
  hold('I18 not final', id.seq === undefined || !isNow || world.ledger.past.applied.some(({ operation, result: { seq } }) => operationName(operation) === operationName(id) && seq === id.seq), () => `a hub says that headquarters has ${operationName(id)} as ${id.seq}`)
  for (const { key } of effects) hold('I11 scope', key.tenant === TENANT, () => `an effect on ${key.tenant}`)
}

/** What was said to be taken is in the hub's file. */
function checkTaken(world: World, { hub, isNow }: { hub: SimStation; isNow: boolean }, { operations }: PushRequest, { results }: PushResponse): void {
  if (results.length === 0) return
  const held = new Set(hub.machine.peek.outbox.waiting(waiting_max).map(operationName))
  results.forEach(({ result }, i) => {
    const operation = operations[i] as Operation
    if (result) return void (isNow && sameAnswer(world, operation, result as OperationResult))
    hold('I1 no loss', held.has(operationName(operation)), () => `${hub.name} took ${operationName(operation)} and does not have it`)
  })
}

function sameAnswer({ ledger }: World, id: OperationId, result: OperationResult): void {
  const own = ledger.past.applied.find(({ operation }) => operationName(operation) === operationName(id))
  equal('I18 not final', result, own?.result, () => `the answer of a hub to ${operationName(id)}`)
}

function checkPage({ ledger }: World, site: string | null, since: number, { changes, upTo, last }: FeedPage): void {
  const seqs = changes.map(({ seq }) => seq)
  equal('I4 order', seqs, [...seqs].sort((a, b) => a - b), () => 'a page is in the order in which things happened')
  const sent = new Map(changes.map((change) => [`${change.collection}/${change.id}`, change.doc]))
  for (const [name, versions] of ledger.past.history) {
    const newest = versions.at(-1)
    if (!newest || newest.seq <= since || newest.seq > upTo) continue
    // A record of another site may go without a word.
    if (site !== null && newest.site !== null && newest.site !== site) continue
    hold('I5 honest cursor', sent.has(name), () => `the page after ${since} says it has everything up to ${upTo} of ${last}, but lacks ${name} of ${newest.seq}`)
    equal('I4 admit is publish', JSON.parse(sent.get(name) ?? 'null'), newest.doc, () => `${name} as the page has it`)
  }
}
