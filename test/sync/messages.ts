/** What must hold for every message, at the moment at which headquarters reads or writes it. */
import type { FeedPage, PushRequest } from '../../src-shared/protocol.ts'
import type { Doc, Operation } from '../../src-main/station/store/store.ts'
import { equal, hold } from './invariant.ts'
import { operationName } from './ledger.ts'
import { where } from './virtual-network.ts'
import type { SimStation, World } from './world.ts'

/** I7: nothing leaves before what was written before it has an answer. */
export function checkRequest({ ledger, hq }: World, { operations, server_epoch }: PushRequest): void {
  // From another life of headquarters: it will not read them.
  if (server_epoch !== hq.machine.peek.meta.get('server_epoch_own')) return
  const reached = new Map<string, number>()
  for (const operation of operations as Operation[]) {
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
  const { changes } = answer as FeedPage
  for (const { id, doc, site: of } of changes) {
    hold('I11 scope', doc === null || site === null || of === null || of === site, () => `${id} of site ${of} was sent to ${station.name} of ${site}`)
    const named = doc === null ? undefined : (JSON.parse(doc) as Doc).testing_facility_id
    hold('I11 scope', typeof named !== 'string' || site === null || named === site, () => `${id}, which names ${String(named)}, was sent to ${station.name} of ${site}`)
  }
  if (path === '/sync/changes') checkPage(world, site, Number(searchParams.get('since')), answer as FeedPage)
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
