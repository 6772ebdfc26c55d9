/** Stations and a headquarters in one process: the real stores, write path and merge, without a network. */
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { apply, type Outcome, type StationEnv, type WriteEnv } from '../../../src-main/station/commands/apply.ts'
import { applyOperations } from '../../../src-main/station/commands/apply-operation.ts'
import { commandOf } from '../../../src-main/station/commands/registry.ts'
import { resolveConflict } from '../../../src-main/station/commands/resolve-conflict.ts'
import { openSqliteStore } from '../../../src-main/station/store/sqlite/sqlite-store.ts'
import type { ConflictEntry, Doc, ImportLine, OperationResult, Store } from '../../../src-main/station/store/store.ts'
import { resourceOf } from '../../../src-shared/resources/index.ts'
import type { Collection } from '../../../src-shared/resource/collections.ts'
import { tempFolder } from '../../support/temp-folder.ts'
import { START, TENANT, VENUE } from './exam-site.ts'

export interface Desk {
  name: string
  store: Store
  env: StationEnv
  run: (command: string, input: Doc, at?: string) => Promise<Outcome>
  doc: (collection: Collection, id: string) => Promise<Doc | undefined>
}

export interface World {
  hq: Desk
  desks: Desk[]
  /** Pushes what a desk has queued, then lets it pull. @returns headquarters' answers */
  sync: (desk: Desk) => Promise<OperationResult[]>
}

function openDesk(name: string, authority: boolean): Desk {
  const store = openSqliteStore({ file: join(tempFolder(), 'site.db'), key: randomBytes(32).toString('hex'), resources: resourceOf })
  onTestFinished(() => store.close())
  const clock = { at: START }
  const env: StationEnv = { store, now: () => clock.at, newId: randomUUID, isAuthority: () => authority }
  return {
    name, store, env,
    run(command, input, at = clock.at) {
      clock.at = at
      return apply(env, { command: commandOf(command)!, input, tenant: TENANT, actor: { id: name, name, scope: 'write' } })
    },
    async doc(collection, id) {
      const record = await store.get({ tenant: TENANT, collection, id })
      return record && (JSON.parse(record.text) as Doc)
    },
  }
}

/** Every desk starts with the documents of headquarters. */
export async function makeWorld(names: string[], docs: [Collection, Doc][]): Promise<World> {
  const hq = openDesk('hq', true)
  const lines: ImportLine[] = docs.map(([collection, doc]) => ({ key: { tenant: TENANT, collection, id: String(doc.id) }, doc, site: collection.startsWith('booking') ? VENUE : null }))
  await hq.store.importLines(lines, START)
  const desks = names.map((name) => openDesk(name, false))
  const env: WriteEnv = { store: hq.store, now: () => START, newId: randomUUID, isAuthority: () => true }

  async function pull(desk: Desk): Promise<void> {
    for (;;) {
      const page = await hq.store.changes(TENANT, VENUE, desk.store.outbox.state().cursor, 500)
      desk.store.outbox.pull(TENANT, page)
      if (page.upTo >= page.last) return
    }
  }

  async function sync(desk: Desk): Promise<OperationResult[]> {
    const operations = desk.store.outbox.queued(1_000)
    const outcomes = await applyOperations({ env, commandOf, access: { tenant: TENANT, scope: 'write', site: VENUE } }, operations)
    const results = outcomes.map((outcome) => {
      if (outcome.kind !== 'result') throw new Error(JSON.stringify(outcome))
      return outcome.result
    })
    desk.store.outbox.settle(results.map((result, i) => ({ operation: operations[i]!, result })))
    await pull(desk)
    return results
  }

  for (const desk of desks) await pull(desk)
  return { hq, desks, sync }
}

/** A person at a desk decides on its only open card. */
export function resolveOnly(desk: Desk, decision: { choice: 'mine' | 'theirs' | 'value'; value?: unknown }): Promise<Outcome> {
  const [card] = desk.store.outbox.conflicts()
  return resolveConflict(desk.env, commandOf, { tenant: TENANT, actor: { id: desk.name, name: desk.name, scope: 'write' }, id: card!.id, ...decision })
}

/** What a conflict is about, in short. */
export const inShort = (results: readonly OperationResult[]) =>
  results.map(({ state, conflicts }) => [state, ...conflicts.map(({ field, mine, theirs }: ConflictEntry) => [field, mine, theirs])])
