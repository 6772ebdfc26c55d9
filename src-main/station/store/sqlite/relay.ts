/** The queue as a hub keeps it: other stations' writes, unchanged, each once, beside the own ones. */
import { isDeepStrictEqual } from 'node:util'
import { operationHash } from '../operation-hash.ts'
import type { Outbox, RelayEntry, RelayOptions, RelayOutcome } from '../outbox.ts'
import type { Key, Operation, OperationId, OperationResult } from '../store.ts'
import { limited, type Db } from './database.ts'
import type { makeMeta } from './meta.ts'
import type { OutboxTables } from './outbox-tables.ts'
import type { Rebase } from './rebase.ts'

interface Parts {
  db: Db
  meta: ReturnType<typeof makeMeta>
  tables: OutboxTables
  rebase: Rebase
}

interface Row {
  ord: number
  operation: string
  result: string | null
}

interface UnsentRow {
  operation: string
  effects: string
  bound: RelayEntry['bound'] | null
  answeredBefore: number | null
}

export type Relay = ReturnType<typeof makeRelay>

type Port = Pick<Outbox, 'unsent' | 'settledOf' | 'markRelayed' | 'unmarkRelayed' | 'nodes' | 'answeredOf' | 'hubIdentity' | 'isOwnLife' | 'hubCounter'>

export function makeRelay({ db, meta, tables, rebase }: Parts) {
  const find = db.prepare(`SELECT ord, operation, result FROM outbox WHERE node = ? AND epoch = ? AND n = ?`)
  const isFork = db.prepare(`SELECT 1 FROM fork WHERE node = ? AND epoch = ? AND n = ? AND hash = ?`)
  const highest = db.prepare(`SELECT max(n) AS n FROM outbox WHERE node = ? AND epoch = ?`)
  const later = db.prepare(`SELECT ord FROM outbox WHERE node = ? AND epoch = ? AND n > ? AND state = 'queued' ORDER BY n`)
  const describe = db.prepare(`UPDATE outbox SET cards = ?, bound = ?, answered_before = ? WHERE ord = ?`)
  const unsent = db.prepare(`
    SELECT operation, effects, bound, answered_before AS answeredBefore FROM outbox INDEXED BY outbox_open
     WHERE state <> 'final' AND state = 'queued' AND (@hub IS NULL OR relayed IS NOT @hub) AND node NOT IN (SELECT value FROM json_each(@without))
     ORDER BY ord ${limited('@limit')}`)
  const settled = db.prepare(`SELECT min(n) - 1 AS n FROM outbox INDEXED BY outbox_open WHERE state <> 'final' AND state = 'queued' AND epoch = ?`)
  const mark = db.prepare(`UPDATE outbox SET relayed = ? WHERE node = ? AND epoch = ? AND n = ? AND state = 'queued'`)
  const unmark = db.prepare(`UPDATE outbox SET relayed = NULL WHERE state <> 'final' AND relayed = ?`)
  const nodes = db.prepare(`SELECT DISTINCT node FROM outbox`)
  const answered = db.prepare(`SELECT epoch, max(n) AS n FROM outbox WHERE node = ? AND state <> 'queued' GROUP BY epoch`)

  /** As long as this process runs; a copy of the folder has the name of the life, too. */
  let serves = false

  /** Adds a write that is not in the queue yet. @returns the records that it changes */
  function add({ operation, effects, bound, answeredBefore }: RelayEntry, { cards = false, settled }: RelayOptions): Key[] {
    const { node, epoch, n } = operation
    const after = later.all(node, epoch, n) as { ord: number }[]
    const before = tables.takeOver(operation)
    const ord = tables.enqueue(operation, effects)
    describe.run(cards ? 1 : 0, bound ?? null, answeredBefore ?? settled?.[epoch] ?? null, ord)
    // One that comes late goes before those that follow on it.
    for (const row of after) tables.moveBehind(row.ord)
    if (after.length > 0) tables.counter.renewLife()
    return [...before, ...effects.map(({ key }) => key)]
  }

  function takeOne(entry: RelayEntry, options: RelayOptions, outcome: RelayOutcome): Key[] | undefined {
    const { operation } = entry
    const { node, epoch, n } = operation
    const row = find.get(node, epoch, n) as Row | undefined
    const isOther = row ? !isDeepStrictEqual(JSON.parse(row.operation), JSON.parse(JSON.stringify(operation))) : isFork.get(node, epoch, n, operationHash(operation)) !== undefined
    if (isOther) {
      // Headquarters may have this one already, its answer lost: under another number it would be applied twice.
      outcome[row?.result === null ? 'contested' : 'forked'] = { epoch, n }
      return undefined
    }
    const id: OperationId = { node, epoch, n }
    if (row) {
      outcome.taken.push(row.result === null ? { operation: id } : { operation: id, result: JSON.parse(row.result) as OperationResult })
      return []
    }
    const { n: top } = highest.get(node, epoch) as { n: number | null }
    const known = options.settled?.[epoch]
    const last = Math.max(top ?? 0, known ?? 0)
    const starts = top === null && options.settled === undefined
    if (n > last + 1 && !starts) {
      outcome.gap = { epoch, n, last }
      return undefined
    }
    outcome.taken.push({ operation: id })
    return add(entry, options)
  }

  const port: Port = {
    unsent: (limit, hub, without = []) =>
      (unsent.all({ limit, hub, without: JSON.stringify(without) }) as UnsentRow[]).map(({ operation, effects, bound, answeredBefore }) => ({
        operation: JSON.parse(operation) as Operation,
        effects: JSON.parse(effects) as RelayEntry['effects'],
        ...(bound === null || bound === undefined ? {} : { bound }),
        ...(answeredBefore === null ? {} : { answeredBefore }),
      })),
    settledOf: (epochs) => Object.fromEntries(epochs.map((epoch) => [epoch, (settled.get(epoch) as { n: number | null }).n ?? 0])),
    markRelayed: db.transaction((operations: readonly OperationId[], hub: string) => {
      for (const { node, epoch, n } of operations) mark.run(hub, node, epoch, n)
    }).immediate,
    unmarkRelayed: (hub) => void unmark.run(hub),
    nodes: () => [...new Set([tables.identity().node, ...(nodes.all() as { node: string }[]).map(({ node }) => node)])],
    answeredOf: (asked) => Object.fromEntries(asked.flatMap((node) => (answered.all(node) as { epoch: string; n: number }[]).map(({ epoch, n }) => [epoch, n]))),
    hubCounter: tables.counter.last,
    hubIdentity: db.transaction((newLife: boolean) => {
      serves = true
      tables.counter.begin()
      if (newLife) tables.counter.renewLife()
      return { node: tables.identity().node, life: tables.counter.life(), base: meta.getOrMake('hub_base', tables.newName) }
    }).immediate,
    isOwnLife: (life) => serves && life === tables.counter.life(),
  }

  return {
    port,
    /** @returns what was taken, and the records whose view changes */
    relay: db.transaction((entries: readonly RelayEntry[], options: RelayOptions = {}): { outcome: RelayOutcome; keys: Key[] } => {
      const outcome: RelayOutcome = { taken: [] }
      const keys: Key[] = []
      for (const entry of entries) {
        const touched = takeOne(entry, options, outcome)
        if (!touched) break
        keys.push(...touched)
      }
      rebase.refold(keys)
      return { outcome, keys }
    }).immediate,
  }
}
