/** Sends what waits, in order: to headquarters for good, to a hub so that it is brought up and shown to the site. */
import { push_bytes_max } from '../../../src-shared/limits.ts'
import { PROTOCOL_VERSION, type Hello, type PushRequest, type PushResponse } from '../../../src-shared/protocol.ts'
import { must } from '../../../src-shared/assert.ts'
import type { RelayEntry } from '../store/outbox.ts'
import type { OperationId, OperationResult, Store } from '../store/store.ts'
import type { Met } from './meet.ts'
import { resize, sized } from './sized.ts'
import { SyncFault } from './sync-fault.ts'
import type { Upstream } from './upstream.ts'

interface Parts {
  store: Store
  upstream: Upstream
  session: Met
  meet: () => Promise<Hello>
  operationsMax: number
}

export function makePush({ store, upstream, session, meet, operationsMax }: Parts) {
  const { outbox } = store
  let batchMax = operationsMax
  /** Nodes whose next write cannot be taken now, and why; until the next exchange. */
  const held = new Map<string, SyncFault | undefined>()
  /** The hub was sent everything again in this exchange. */
  let resent = false

  const unsent = (limit: number) => outbox.unsent(limit, session.hub?.life ?? null, [...held.keys()])

  /** Sends the next writes. @returns false where nothing waits */
  async function batch(): Promise<boolean> {
    const entries = withinBytes(unsent(batchMax))
    if (entries.length === 0) {
      const fault = [...held.values()].find((why) => why !== undefined)
      if (fault) throw fault
      return false
    }
    const request = requestOf(entries)
    const answer = await sized((factor) => (batchMax = resize(batchMax, factor, operationsMax)), () => upstream.push(request))
    if (answer.epoch !== request.server_epoch) {
      await meet()
      return true
    }
    take(entries, answer)
    await heed(entries, answer)
    return true
  }

  function requestOf(entries: readonly RelayEntry[]): PushRequest {
    const { node, serverEpoch } = outbox.state()
    const operations = entries.map(({ operation }) => operation)
    const settled = outbox.settledOf([...new Set(operations.map(({ epoch }) => epoch))])
    const answered_before = entries.map(({ operation: { epoch }, answeredBefore = 0 }) => Math.max(answeredBefore, settled[epoch] ?? 0))
    const forHub = { effects: entries.map(({ effects }) => [...effects]), settled, ...(entries.some(({ answeredBefore }) => answeredBefore !== undefined) ? { answered_before } : {}) }
    return {
      protocol: PROTOCOL_VERSION, node, server_epoch: must(serverEpoch, 'the epoch of headquarters'), operations,
      ...(entries.some(({ bound }) => bound !== undefined) ? { bounds: entries.map(({ bound }) => bound ?? 'admin') } : {}),
      ...(session.hub ? (forHub as Pick<PushRequest, 'effects' | 'settled' | 'answered_before'>) : {}),
    }
  }

  /** Answers are kept; what a hub has without one stays pending. */
  function take(entries: readonly RelayEntry[], { results }: PushResponse): void {
    const answered: { operation: OperationId; result: OperationResult }[] = []
    const relayed: OperationId[] = []
    results.forEach(({ epoch, n, result }, i) => {
      const operation = entries[i]?.operation
      // Answers to anything but the first of what was sent are not used.
      if (operation?.epoch !== epoch || operation.n !== n || (!result && !session.hub)) throw new SyncFault('strange', 'Headquarters answered to writes that it was not sent; the answer was not used.')
      if (result) answered.push({ operation, result })
      else relayed.push(operation)
    })
    if (answered.length > 0) outbox.settle(answered)
    if (relayed.length > 0) outbox.markRelayed(relayed, must(session.hub, 'the hub that has them').life)
  }

  /** Why it went no further. */
  async function heed(entries: readonly RelayEntry[], { results, forked, contested, gap, fault }: PushResponse): Promise<void> {
    const next = () => must(entries[results.length], 'the write after those that were answered').operation.node
    if (forked) outbox.renewEpoch(forked.n, forked.epoch)
    // It waits here; whatever others wrote can be seen meanwhile.
    else if (contested) held.set(next(), undefined)
    else if (gap) await closeGap(gap, next())
    // What other stations wrote goes on meanwhile.
    else if (fault) held.set(next(), new SyncFault('busy', `Headquarters cannot take it now: ${fault.message}`))
  }

  /** Writes before the next one are lacking there: they come again from the journal, as far as it reaches. */
  async function closeGap({ epoch, n }: { epoch: string; n: number }, node: string): Promise<void> {
    const { hub } = session
    if (hub && !resent) {
      resent = true
      outbox.unmarkRelayed(hub.life)
      return
    }
    if (hub || node !== outbox.state().node) {
      // Only the station that wrote them can bring them.
      held.set(node, hub ? new SyncFault('busy', `The hub lacks writes before number ${n} of this station.`) : undefined)
      return
    }
    const { tenant, epoch: serverEpoch, applied } = await meet()
    outbox.beginEpoch(tenant, serverEpoch, applied)
    const next = (outbox.settledOf([epoch])[epoch] ?? 0) + 1
    if (next > (applied[epoch] ?? 0) + 1) outbox.renewEpoch(next, epoch)
  }

  return {
    batch,
    begin(): void {
      held.clear()
      resent = false
    },
    waits: () => unsent(1).length > 0,
  }
}

/** As many as fit one request, at least one. */
function withinBytes(entries: RelayEntry[]): RelayEntry[] {
  let bytes = 0
  const end = entries.findIndex(({ operation, effects }) => (bytes += Buffer.byteLength(JSON.stringify([operation, effects]))) > push_bytes_max)
  return end === -1 ? entries : entries.slice(0, Math.max(1, end))
}
