/** What a station shows while it is between two pages of a long feed. */
import { expect, it, onTestFinished } from 'vitest'
import type { Doc } from '../../src-main/station/store/store.ts'
import { TENANT } from './ground.ts'
import type { Machine } from './machine.ts'
import { DOCUMENTS } from './schedule.ts'
import { makeWorld } from './world.ts'

const collection = 'examRegistrations' as const

async function docAt({ store }: Machine, id: string): Promise<Doc> {
  return JSON.parse((await store.get({ tenant: TENANT, collection, id }))?.text ?? '{}') as Doc
}

it('what was written here stays in view, also when headquarters has answered and the record comes with a later page', async () => {
  const world = await makeWorld({ seed: 7, sites: ['N'], documents: DOCUMENTS })
  onTestFinished(() => world.close())
  await world.time.advance(5_000)
  const desk = world.stations[0]!
  desk.link.cut = 'both'
  await world.write(desk, 'update-record', { collection, id: 'r0', changes: { notes: 'mine' } }, 'mine')
  const { outbox } = desk.machine.store
  const { cursor, serverEpoch } = outbox.state()
  const page = (id: string, doc: Doc, seq: number) => ({ epoch: serverEpoch!, changes: [{ seq, collection, id, site: 'N', doc: JSON.stringify(doc) }], upTo: seq, last: cursor + 9 })
  const [operation] = outbox.queued(1)
  outbox.settle([{ operation: operation!, result: { state: 'applied', seq: cursor + 5, conflicts: [] } }])
  outbox.pull(TENANT, page('r1', await docAt(world.hq.machine, 'r1'), cursor + 6))
  expect([(await docAt(desk.machine, 'r0')).notes, outbox.state().pending, outbox.isWhole()]).toEqual(['mine', 1, false])
  outbox.pull(TENANT, page('r0', { ...(await docAt(world.hq.machine, 'r0')), notes: 'mine', first_name: 'theirs' }, cursor + 9))
  expect(await docAt(desk.machine, 'r0')).toMatchObject({ notes: 'mine', first_name: 'theirs' })
  expect([outbox.state().pending, outbox.isWhole()]).toEqual([0, true])
})
