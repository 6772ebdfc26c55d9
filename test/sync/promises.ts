/** Contract section 7 and the invariants, checked on a world that has come to rest. */
import { COLLECTIONS } from '../../src-shared/resource/collections.ts'
import { grownElements, mergeRuleOf } from '../../src-main/station/commands/field-diff.ts'
import { contentHash } from '../../src-main/station/commands/to-outbox.ts'
import { asList } from '../../src-main/station/store/fold.ts'
import type { ConflictEntry, Store } from '../../src-main/station/store/store.ts'
import { TENANT } from './ground.ts'
import { Broken, equal, hold } from './invariant.ts'
import { namedContent, operationName, type Applied } from './ledger.ts'
import { textOf } from './moments.ts'
import type { SimStation } from './sim-station.ts'
import { cardName, type World } from './world.ts'

export async function checkPromises(world: World): Promise<void> {
  const { hq, stations, ledger } = world
  const { applied } = ledger.past
  numbersWithoutGaps(applied)
  await auditCounts(world)
  for (const station of stations) {
    acknowledgedOnce(station, applied)
    await sameDocuments(hq.machine.peek, station)
  }
  noMoreThanWritten(world)
  cardsAsAnswered(world)
  for (const sent of applied) {
    nothingSilent(world, sent)
    additionsKept(world, sent)
    deletedAsSeen(world, sent)
  }
  nothingOverwrittenUnseen(world)
  copiesToldApart(world)
}

/** I3: the operations of each life of each laptop are there from 1 on. */
function numbersWithoutGaps(applied: readonly Applied[]): void {
  const numbers = new Map<string, number[]>()
  for (const { operation: { node, epoch, n } } of applied) numbers.set(`${node}/${epoch}`, [...(numbers.get(`${node}/${epoch}`) ?? []), n])
  for (const [life, found] of numbers) equal('I3 in order', found, found.map((_, i) => i + 1), () => `the operations of ${life}`)
}

/** I1 and I2: what was answered is among them, once. */
function acknowledgedOnce(station: SimStation, applied: readonly Applied[]): void {
  const texts = applied.map(({ operation }) => textOf(operation))
  for (const word of station.acknowledged) {
    const again = station.decided.filter((text) => text.includes(`"${word}"`)).length
    const found = texts.filter((text) => text.includes(`"${word}"`)).length
    hold('I1 no loss', found >= 1 || station.perhaps.has(word), () => `${word}, which ${station.name} acknowledged, is not at headquarters`)
    hold('I2 exactly once', found <= 1 + again, () => `${word} of ${station.name} is at headquarters ${found} times`)
  }
}

function noMoreThanWritten({ stations, ledger }: World): void {
  const most = stations.reduce((sum, { acknowledged, uncertain, decided }) => sum + acknowledged.length + uncertain + decided.length, 0)
  hold('I2 exactly once', ledger.past.applied.length <= most, () => `${ledger.past.applied.length} operations of at most ${most} writes`)
}

/** I2: each commit of headquarters has its rows in the audit log, so none had its effect twice. */
async function auditCounts({ hq, ledger }: World): Promise<void> {
  const report = await hq.machine.peek.verify()
  equal('I2 exactly once', report.problems, [], () => 'what headquarters finds wrong with its file')
  equal('I2 exactly once', report.audit_rows, ledger.past.auditRows, () => 'rows of the audit log')
}

/** I8: byte for byte. */
export async function sameDocuments(hq: Store, station: SimStation): Promise<void> {
  for (const collection of COLLECTIONS) {
    const query = { tenant: TENANT, collection, where: [], limit: 10_000 }
    const theirs = (await hq.query(query)).filter(({ site }) => station.site === null || site === null || site === station.site)
    const own = await station.machine.peek.query(query)
    equal('I8 convergence', own.map(({ text, seq }) => [text, seq]), theirs.map(({ text, seq }) => [text, seq]), () => `${collection} of ${station.name}`)
  }
  const { problems } = await station.machine.peek.verify()
  equal('I8 convergence', problems, [], () => `what ${station.name} finds wrong with its file`)
}

/** I9: what headquarters answered is what is listed, one card a field. */
function cardsAsAnswered(world: World): void {
  for (const { result } of world.ledger.past.applied) hold('I9 nothing silent', result.state !== 'rejected' || Boolean(result.message), () => 'a reject without a sentence')
  const laptops = Map.groupBy(world.stations, ({ machine }) => machine.peek.outbox.state().node)
  for (const [node, stations] of laptops) {
    // After a restore the same write can be answered otherwise, and copies may both ask: a card too many is a question too many, none is missing.
    const exact = world.hq.restores === 0 && stations.every(({ mixed }) => !mixed)
    const lives = new Set(stations.map(({ machine }) => machine.peek.outbox.state().epoch))
    const own = world.ledger.past.applied.filter(({ operation }) => operation.node === node && (exact || (lives.has(operation.epoch) && !stations.some(({ gone }) => gone.has(namedContent(operation))))))
    compareCards(stations, own, exact)
  }
}

function compareCards(stations: readonly SimStation[], own: readonly Applied[], exact: boolean): void {
  const unsure = (card: string) => stations.some(({ perhapsClosed }) => perhapsClosed.has(card))
  const closed = (card: string) => unsure(card) || stations.some((station) => station.closed.has(card))
  const cards = new Map<string, string>()
  for (const { operation, result } of own) {
    for (const entry of result.conflicts) {
      const name = entry.field === null ? `${operationName(operation)} ${entry.record_id}` : `${entry.collection}/${entry.record_id}/${entry.field}`
      cards.delete(name)
      if (!closed(cardName(operation, entry))) cards.set(name, shown(entry, result.state === 'rejected' ? 'rejected' : 'conflict'))
    }
  }
  const open = stations.flatMap(({ machine }) => machine.peek.outbox.conflicts()).filter((card) => !unsure(cardName(card.operation, card))).map((card) => shown(card, card.kind)).sort()
  const expected = [...cards.values()].sort()
  const names = stations.map(({ name }) => name).join(' and ')
  if (exact) return equal('I9 nothing silent', open, expected, () => `the cards of ${names}`)
  const missing = expected.filter((card) => !open.includes(card))
  hold('I9 nothing silent', missing.length === 0, () => `${names} lacks the cards ${missing.join('\n')}; there are ${open.join('\n')}`)
}

function shown({ collection, record_id, field, mine, theirs }: ConflictEntry, kind: string): string {
  return JSON.stringify([kind, collection, record_id, field, mine, theirs])
}

/** I9: each changed field either became headquarters' value or is listed with both values. */
function nothingSilent({ ledger }: World, { operation, result }: Applied): void {
  if (result.state === 'rejected' || result.conflicts.some(({ field }) => field === null)) return
  for (const [record, saw] of Object.entries(operation.saw)) {
    const versions = (ledger.past.history.get(record) ?? []).filter(({ seq }) => seq <= result.seq)
    for (const field of Object.keys(saw)) {
      if (field === '*' || mergeRuleOf(record.split('/')[0] ?? '', field).kind !== 'single') continue
      const wrote = operation.wrote[record]?.[field] ?? null
      const lost = result.conflicts.find((entry) => entry.field === field && `${entry.collection}/${entry.record_id}` === record)
      const what = () => `${record} ${field} of ${operationName(operation)}`
      if (lost) {
        equal('I9 nothing silent', lost.mine ?? null, wrote, what)
        hold('I9 nothing silent', JSON.stringify(lost.theirs ?? null) !== JSON.stringify(saw[field] ?? null), () => `${what()} is listed without a reason`)
      } else if (wrote !== null) {
        hold('I9 nothing silent', versions.some(({ doc }) => JSON.stringify(doc?.[field] ?? null) === JSON.stringify(wrote)), () => `${what()} never had ${JSON.stringify(wrote)}`)
      }
    }
  }
}

/** I9: whoever replaced a value at headquarters had seen it. */
function nothingOverwrittenUnseen({ ledger }: World): void {
  for (const [record, versions] of ledger.past.history) {
    for (const [i, { doc, by }] of versions.entries()) {
      const before = versions[i - 1]?.doc
      const [saw, wrote] = [by?.saw[record], by?.wrote[record]]
      if (!before || !doc || !by || !saw || !wrote) continue
      for (const field of Object.keys(doc)) {
        const [now, was] = [JSON.stringify(doc[field]), JSON.stringify(before[field] ?? null)]
        if (now === was || now !== JSON.stringify(wrote[field]) || mergeRuleOf(record.split('/')[0] ?? '', field).kind !== 'single') continue
        equal('I9 nothing silent', JSON.stringify(saw[field] ?? null), was, () => `${record} ${field}, replaced by ${now} of ${operationName(by)}, as its writer saw it`)
      }
    }
  }
}

/** I9: what was added to an array of elements is there, unless it is listed or someone took it away later. */
function additionsKept({ ledger }: World, { operation, result }: Applied): void {
  if (result.state === 'rejected' || result.conflicts.some(({ field }) => field === null)) return
  for (const [record, saw] of Object.entries(operation.saw)) {
    const versions = ledger.past.history.get(record) ?? []
    const last = versions.findLast(({ doc }) => doc !== null)?.doc
    for (const field of Object.keys(saw)) {
      const rule = mergeRuleOf(record.split('/')[0] ?? '', field)
      if (rule.kind === 'single') continue
      for (const element of grownElements(saw[field], operation.wrote[record]?.[field])) {
        const listed = result.conflicts.some((entry) => JSON.stringify(entry.mine) === JSON.stringify(element))
        const docs = rule.kind === 'growing' ? [last] : versions.map(({ doc }) => doc)
        const kept = docs.some((doc) => asList(doc?.[field]).some((other) => JSON.stringify(other) === JSON.stringify(element)))
        hold('I9 nothing silent', kept || listed, () => `${record} ${field} lacks ${JSON.stringify(element)}`)
      }
    }
  }
}

/** I10: a delete took away what its writer had seen and nothing else. */
function deletedAsSeen({ ledger }: World, { operation, result }: Applied): void {
  if (result.state !== 'applied') return
  for (const [record, saw] of Object.entries(operation.saw)) {
    if (saw['*'] === undefined) continue
    const versions = (ledger.past.history.get(record) ?? []).filter(({ seq }) => seq <= result.seq)
    const gone = versions.findLastIndex(({ doc }) => doc === null)
    const before = versions[gone - 1]?.doc
    if (before) equal('I10 delete', contentHash(before), saw['*'], () => `${record} as it was before the delete`)
  }
}

/** I13: two laptops never go on under one name, once either has written since. */
function copiesToldApart({ stations, ledger }: World): void {
  const lives = new Map<string, SimStation>()
  for (const station of stations) {
    const { node, epoch } = station.machine.peek.outbox.state()
    const other = lives.get(`${node}/${epoch}`)
    lives.set(`${node}/${epoch}`, station)
    if (!other) continue
    const queues = [other, station].map(({ machine }) => machine.peek.outbox.waiting(1).length)
    if (queues.some((waiting) => waiting > 0)) throw new Broken('I13 clone', `${other.name} and ${station.name} write as ${node}/${epoch}, which has ${ledger.past.last.get(`${node}/${epoch}`)}`)
  }
}
